"""All that a place or a person has goes to a colleague in one act: by whom, how far, with a reason, with the roles."""

from __future__ import annotations

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import forget_standing
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.membership import handing
from lubuk.foundation.membership.actions import deactivate
from lubuk.foundation.membership.handing import hand_over_all, handed_by
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import CAST, a_draft, an_article, fresh, last_entry, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WHY = "Ana moves to the harbour."


def test_all_of_a_unit_and_below_it_goes_and_each_page_keeps_the_reason(
    ana: Person, ben: Person, cleo: Person, odi: Person, water: Unit
) -> None:
    pages = [an_article(by=ana, title="A valve"), an_article(by=ben, title="A pump")]
    elsewhere = an_article(by=cleo)
    assert hand_over_all(water, cleo, by=odi, reason=WHY) == 2
    assert {fresh(page).owner for page in pages} == {cleo}
    entries = [last_entry(page) for page in pages]
    assert [(entry.act, entry.reason, entry.to_state) for entry in entries] == [
        ("HandedOver", WHY, "cleo")
    ] * 2
    assert last_entry(elsewhere).act == "Published"


def test_so_does_all_of_a_subject_or_a_section(
    ana: Person, ben: Person, odi: Person, supply: Subject, leaks: Subject, shelf: Section
) -> None:
    below = an_article(by=ana, subjects=[leaks])
    stands_in = an_article(by=ana, section=shelf)
    assert hand_over_all(supply, ben, by=odi, reason=WHY) == 1
    assert hand_over_all(shelf, ben, by=odi, reason=WHY) == 1
    assert (fresh(below).owner, fresh(stands_in).owner) == (ben, ben)


def test_drafts_and_what_is_for_named_people_stay_with_who_is_here(
    ana: Person, ben: Person, cleo: Person, odi: Person
) -> None:
    a_draft(by=ana)
    an_article(by=ana, audience="people", readers=[cleo])
    page = an_article(by=ana)
    assert list(handed_by(odi, ana)) == [page]
    assert hand_over_all(ana, ben, by=odi, reason=WHY) == 1


def test_of_somebody_who_has_left_everything_goes(ana: Person, ben: Person, odi: Person) -> None:
    a_draft(by=ana)
    an_article(by=ana, audience="people", readers=[ben])
    deactivate(ana, by=odi)
    assert hand_over_all(ana, ben, by=odi, reason=WHY) == 2


def test_another_institutions_pages_are_not_touched(
    ana: Person, nia: Person, ben: Person, odi: Person, leaks: Subject
) -> None:
    an_article(by=ana, subjects=[leaks])
    theirs = an_article(by=nia, subjects=[leaks], audience="public")
    assert hand_over_all(leaks, ben, by=odi, reason=WHY) == 1
    assert fresh(theirs).owner == nia


@pytest.mark.parametrize("name", sorted(set(CAST) - {"odi", "adi"}))
def test_only_officers_and_administrators(
    name: str, cast: dict[str, Person | Stranger], water: Unit, ben: Person
) -> None:
    with not_allowed():
        hand_over_all(water, ben, by=cast[name], reason=WHY)  # type: ignore[arg-type]


def test_nothing_goes_without_a_reason_nor_to_another_institution(
    ana: Person, nia: Person, ben: Person, fay: Person, odi: Person, water: Unit
) -> None:
    an_article(by=ana)
    with refused("Say why"):
        hand_over_all(water, ben, by=odi, reason="  ")
    for outsider in (nia, fay):
        with refused("Choose a colleague"):
            hand_over_all(water, outsider, by=odi, reason=WHY)


def test_more_than_fits_is_refused_whole(
    ana: Person, ben: Person, odi: Person, water: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "MOST_AT_ONCE", 1)
    for _page in range(2):
        an_article(by=ana)
    with refused("more than 1000 pages"):
        hand_over_all(water, ben, by=odi, reason=WHY)


def test_a_persons_roles_go_with_their_ends_where_it_is_wished(
    dora: Person, ben: Person, odi: Person, water: Unit
) -> None:
    hand_over_all(dora, ben, by=odi, reason=WHY)
    assert Role.objects.get(name=RoleName.STEWARD).person == dora
    hand_over_all(dora, ben, by=odi, reason=WHY, with_roles=True)
    role = Role.objects.get(name=RoleName.STEWARD)
    assert (role.person, role.unit) == (ben, water)


def test_of_a_place_its_own_stewards_hand_on_and_nobody_gets_a_role_twice(
    dora: Person, ben: Person, mia: Person, odi: Person, water: Unit, network: Unit
) -> None:
    give_role(ben, RoleName.STEWARD, by=None, unit=water)
    give_role(mia, RoleName.STEWARD, by=None, unit=network)
    forget_standing(ben)
    hand_over_all(water, ben, by=odi, reason=WHY, with_roles=True)
    held = Role.objects.filter(name=RoleName.STEWARD).values_list("person__username", "unit__slug")
    assert sorted(held) == [("ben", "water"), ("mia", "network")]


def test_what_an_officer_may_not_give_they_do_not_pass_on(
    dora: Person, ben: Person, odi: Person, leaks: Subject
) -> None:
    """Subjects are shared by all institutions."""
    give_role(dora, RoleName.STEWARD, by=None, subject=leaks)
    hand_over_all(dora, ben, by=odi, reason=WHY, with_roles=True)
    assert Role.objects.get(subject=leaks).person == dora
