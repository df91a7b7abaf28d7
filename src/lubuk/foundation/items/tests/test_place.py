"""Where an item stands."""

import pytest
from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.places.actions import close
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import (
    Visit,
    a_draft,
    a_step,
    an_article,
    everything,
    fresh,
    last_entry,
    not_allowed,
    refused,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_it_moves_with_its_subjects_section_and_tags(
    ana: Person, water: Unit, leaks: Subject, shelf: Section
) -> None:
    item = an_article(by=ana)
    actions.place(
        item, by=ana, unit=water, section=shelf, subjects=[leaks], tags=["  Night  Shift ", "night shift"]
    )
    found = fresh(item)
    assert (found.unit, found.section) == (water, shelf)
    assert [row.subject for row in found.item_subjects.all()] == [leaks]
    assert [tag.word for tag in found.tags.all()] == ["night shift"]
    assert last_entry(item).act == "Placed"


def test_the_same_again_says_nothing(ana: Person, network: Unit, leaks: Subject) -> None:
    item = an_article(by=ana, subjects=[leaks])
    before = everything()
    actions.place(item, by=ana, unit=network, subjects=[leaks])
    assert everything() == before


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia", "adi"])
def test_others_do_not(ana: Person, water: Unit, name: str, request: pytest.FixtureRequest) -> None:
    item, person = an_article(by=ana, audience="public"), request.getfixturevalue(name)
    with not_allowed():
        actions.place(item, by=person, unit=water)


def test_nobody_puts_it_into_another_institution(ana: Person, dora: Person, harbour: Unit) -> None:
    item = an_article(by=ana)
    for person in (ana, dora):
        with not_allowed("a unit of your own institution"):
            actions.place(item, by=person, unit=harbour)


def test_too_many_tags_are_refused_in_words(ana: Person, network: Unit) -> None:
    item = a_draft(by=ana)
    with refused("Choose the 12 tags"):
        actions.place(item, by=ana, unit=network, tags=[str(n) for n in range(13)])


def test_nobody_becomes_the_steward_of_their_own_by_placing_it(
    ana: Person, network: Unit, leaks: Subject
) -> None:
    give_role(ana, "steward", by=None, subject=leaks)
    item = a_draft(by=ana, kind="guide")
    actions.place(item, by=ana, unit=network, subjects=[leaks])
    actions.take_step(item, a_step(item, "submit"), by=ana)
    with not_allowed():
        actions.take_step(item, a_step(item, "approve"), by=ana)


def test_nothing_new_comes_into_a_closed_unit(ana: Person, odi: Person, health: Unit) -> None:
    item = an_article(by=ana)
    close(health, by=odi)
    with refused("Health is closed"):
        actions.place(item, by=ana, unit=health)
    with refused("Health is closed"):
        a_draft(by=ana, unit=health)


def test_what_stands_in_a_closed_unit_can_still_be_placed_and_written(
    ana: Person, network: Unit, leaks: Subject, visit: Visit
) -> None:
    item = an_article(by=ana)
    network.closed_at = timezone.now()
    network.save(update_fields=["closed_at"])  # as units were closed before they had to be empty
    actions.place(item, by=ana, unit=network, subjects=[leaks])
    assert f'<option value="{network.pk}" selected>' in visit(ana).get(f"/items/{item.pk}/edit/").text


def test_a_closed_unit_is_not_offered(ana: Person, odi: Person, health: Unit, visit: Visit) -> None:
    close(health, by=odi)
    item = an_article(by=ana)
    for page in ("/share/article/", f"/items/{item.pk}/edit/"):
        assert f'<option value="{health.pk}"' not in visit(ana).get(page).text
    for page in ("/office/people/ana/", "/office/add/person/", "/office/people/ana/roles/"):
        assert ">\u2003Health</option>" not in visit(odi).get(page).text
