"""A branch hangs elsewhere, and everything on it with it."""

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.places.actions import add, close, move
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, not_allowed, refused


def again(person: Person) -> Person:
    """The person, at the next request."""
    return Person.objects.get(pk=person.pk)


def test_a_unit_moves_with_all_below_it(odi: Person, water: Unit, network: Unit, health: Unit) -> None:
    move(water, under=health, by=odi)
    network.refresh_from_db()
    assert network.path == f"{health.path}{water.pk}/{network.pk}/"


def test_people_and_pages_follow_to_the_other_institution(
    adi: Person, ana: Person, nia: Person, water: Unit, network: Unit, harbour: Unit
) -> None:
    item = an_article(by=ana)
    move(water, under=harbour, by=adi)
    network.refresh_from_db()
    assert network.institution_id == harbour.pk
    assert standing(again(ana)).institution_id == harbour.pk
    assert item in Item.objects.visible_to(again(nia))


def test_colleagues_left_behind_read_it_no_longer(
    adi: Person, ana: Person, cleo: Person, water: Unit, harbour: Unit
) -> None:
    item = an_article(by=ana)
    move(water, under=harbour, by=adi)
    assert item not in Item.objects.visible_to(again(cleo))


def test_a_unit_can_become_an_institution_of_its_own(
    adi: Person, ana: Person, water: Unit, network: Unit
) -> None:
    move(water, under=None, by=adi)
    network.refresh_from_db()
    assert network.institution_id == water.pk
    assert standing(again(ana)).institution_id == water.pk


def test_an_officers_role_does_not_grow_with_the_institution(
    adi: Person, odi: Person, city: Unit, harbour: Unit
) -> None:
    move(city, under=harbour, by=adi)
    who = standing(again(odi))
    assert not who.is_officer
    assert city.pk in who.tended_units
    assert Role.objects.get(person=odi).name == RoleName.STEWARD


def test_the_trail_tells_from_where_to_where(odi: Person, city: Unit, water: Unit, health: Unit) -> None:
    move(water, under=health, by=odi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.about) == ("PlaceMoved", f"unit {water.pk}")
    assert (entry.from_state, entry.to_state) == (f"unit {city.pk}", f"unit {health.pk}")


def test_nothing_moves_under_itself(odi: Person, water: Unit, network: Unit) -> None:
    with refused("under itself"):
        move(water, under=network, by=odi)


def test_nothing_moves_under_a_closed_unit(odi: Person, water: Unit, health: Unit) -> None:
    close(health, by=odi)
    with refused("is closed"):
        move(water, under=health, by=odi)


def test_an_officer_moves_nothing_out_of_the_institution(odi: Person, water: Unit, harbour: Unit) -> None:
    with not_allowed():
        move(water, under=harbour, by=odi)
    with not_allowed():
        move(water, under=None, by=odi)


def test_an_officer_does_not_hang_the_institution_elsewhere(odi: Person, city: Unit, harbour: Unit) -> None:
    with not_allowed():
        move(city, under=harbour, by=odi)


def test_sections_and_subjects_move_by_the_same_act(
    odi: Person, shelf: Section, water: Unit, leaks: Subject
) -> None:
    nights = Section(labels={"en": "Nights"}, unit=water)
    add(nights, by=odi)
    move(shelf, under=nights, by=odi)
    move(leaks, under=None, by=odi)
    assert Section.objects.get(pk=shelf.pk).path == f"{nights.path}{shelf.pk}/"
    assert Subject.objects.get(pk=leaks.pk).path == f"/{leaks.pk}/"
