"""Where an item stands."""

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import a_draft, a_step, an_article, everything, fresh, last_entry, not_allowed, refused

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
