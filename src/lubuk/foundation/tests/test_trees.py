"""Moving branches of units, subjects and sections."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import move
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def paths_are_true(model: type[Unit] | type[Subject]) -> bool:
    """Each path is its parent's and its own number."""
    nodes = {node.pk: node for node in model.objects.all()}
    above = {pk: nodes[node.parent_id].path if node.parent_id else "/" for pk, node in nodes.items()}
    return all(node.path == f"{above[pk]}{pk}/" for pk, node in nodes.items())


def test_a_branch_moves_whole(city: Unit, water: Unit, network: Unit, health: Unit) -> None:
    move(water, under=health)
    assert paths_are_true(Unit)
    network.refresh_from_db()
    assert network.lineage == [city.pk, health.pk, water.pk, network.pk]


def test_who_answers_for_it_answers_for_it_there_too(
    ana: Person, dora: Person, network: Unit, health: Unit
) -> None:
    item = an_article(by=ana, audience="unit")
    assert item in Item.objects.visible_to(Person.objects.get(pk=dora.pk))
    move(network, under=health)
    assert item not in Item.objects.visible_to(Person.objects.get(pk=dora.pk))
    assert item in Item.objects.visible_to(Person.objects.get(pk=ana.pk))


def test_nothing_is_moved_under_itself(water: Unit, network: Unit) -> None:
    for under in (water, network):
        with refused("can't be moved under itself"):
            move(water, under=under)


def test_what_was_loaded_before_another_move_still_moves_whole(
    city: Unit, water: Unit, network: Unit, health: Unit
) -> None:
    old_network, old_water = Unit.objects.get(pk=network.pk), Unit.objects.get(pk=water.pk)
    move(water, under=health)
    move(old_network, under=city)
    move(health, under=old_network)
    assert paths_are_true(Unit)
    with refused("under itself"):
        move(old_network, under=old_water)


def test_a_subject_becomes_a_root(supply: Subject, leaks: Subject) -> None:
    move(leaks, under=None)
    assert paths_are_true(Subject)
    assert set(Subject.objects.roots()) == {supply, leaks}


def test_numbers_that_begin_alike_are_no_family(city: Unit) -> None:
    units = [Unit.objects.create(labels={"en": f"Unit {n}"}, parent=city) for n in range(12)]
    below = Unit.objects.create(labels={"en": "Below"}, parent=units[0])
    assert set(Unit.objects.within(units[0])) == {units[0], below}
