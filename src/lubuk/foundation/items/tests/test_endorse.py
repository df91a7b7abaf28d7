"""Making an item official."""

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.dates import months_from_today
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from tests.cast import a_draft, a_step, an_article, fresh, last_entry, not_allowed, rewrite, through_review

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize("name", ["dora", "odi"])
def test_who_tends_it_makes_it_official(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, steward = an_article(by=ana), request.getfixturevalue(name)
    actions.endorse(item, by=steward)
    assert fresh(item).trust == "endorsed"
    assert fresh(item).check_by == months_from_today(12)
    entry = last_entry(item)
    assert (entry.act, entry.actor_id, entry.version_number) == ("Endorsed", steward.pk, 1)


@pytest.mark.parametrize("name", ["ana", "ben", "cleo", "mia", "ed", "fay", "nia", "adi"])
def test_others_do_not(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = an_article(by=ana, audience="public"), request.getfixturevalue(name)
    with not_allowed("A steward of this page endorses it"):
        actions.endorse(item, by=person)


def test_nobody_endorses_their_own(ana: Person, dora: Person) -> None:
    own, written_together = an_article(by=dora), an_article(by=ana)
    actions.name_authors(written_together, [dora], by=ana)
    for item in (own, written_together):
        with not_allowed("nobody endorses their own"):
            actions.endorse(item, by=dora)


def test_only_what_readers_see_can_be_official(ana: Person, dora: Person) -> None:
    draft, withdrawn, circle = a_draft(by=ana), an_article(by=ana), an_article(by=ana, audience="people")
    actions.take_step(withdrawn, a_step(withdrawn, "withdraw"), by=ana, reason="Old.")
    for item in (draft, withdrawn, circle):
        with not_allowed():
            actions.endorse(item, by=dora)


def test_stewardship_is_inherited_down_units_subjects_and_sections(
    ana: Person, cleo: Person, supply: Subject, leaks: Subject, shelf: Section
) -> None:
    give_role(cleo, "steward", by=None, subject=supply)
    actions.endorse(an_article(by=ana, subjects=[leaks]), by=cleo)
    elsewhere = an_article(by=ana, section=shelf)
    with not_allowed():
        actions.endorse(elsewhere, by=cleo)
    give_role(cleo, "steward", by=None, section=shelf)
    actions.endorse(elsewhere, by=cleo)
    assert fresh(elsewhere).endorsed_at is not None


def test_a_new_version_of_an_official_page_is_official_too(ana: Person, dora: Person) -> None:
    item = an_article(by=ana)
    actions.endorse(item, by=dora)
    rewrite(item, by=ana, title="Next")
    through_review(fresh(item), dora)
    assert fresh(item).endorsed_at is not None
    assert item.endorsements.count() == 2
