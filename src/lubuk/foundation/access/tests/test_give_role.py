"""Giving roles."""

from typing import Any

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.places.actions import close
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_role_counts_at_once(adi: Person, ana: Person, cleo: Person, network: Unit) -> None:
    item = an_article(by=ana, audience="unit")
    assert not Item.objects.visible_to(cleo)
    give_role(cleo, RoleName.STEWARD, by=adi, unit=network)
    assert Item.objects.visible_to(cleo).get() == item


@pytest.mark.parametrize("name", ["ana", "dora", "mia", "ed", "fay", "nia"])
def test_who_has_no_such_right_gives_none(name: str, network: Unit, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    with not_allowed("You can't give this role"):
        give_role(person, RoleName.STEWARD, by=person, unit=network)


@pytest.mark.parametrize("role", [RoleName.ADMINISTRATOR, RoleName.KM_OFFICER])
def test_an_officer_makes_no_officer_and_no_administrator(odi: Person, city: Unit, role: RoleName) -> None:
    with not_allowed():
        give_role(odi, role, by=odi, unit=city if role == RoleName.KM_OFFICER else None)


def test_an_officer_stays_in_their_institution(odi: Person, harbour: Unit, cleo: Person, water: Unit) -> None:
    with not_allowed():
        give_role(cleo, RoleName.STEWARD, by=odi, unit=harbour)
    give_role(cleo, RoleName.MANAGER, by=odi, unit=water)
    assert water.pk in standing(cleo).managed_units


def test_an_officer_of_one_institution_opens_no_other_by_a_subject(
    odi: Person, cleo: Person, supply: Subject
) -> None:
    with not_allowed():
        give_role(cleo, RoleName.STEWARD, by=odi, subject=supply)
    give_role(odi, RoleName.KM_OFFICER, by=None)
    give_role(cleo, RoleName.STEWARD, by=odi, subject=supply)
    assert supply.pk in standing(cleo).tended_subjects


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (RoleName.ADMINISTRATOR, ["water"]),
        (RoleName.KM_OFFICER, ["supply"]),
        (RoleName.MANAGER, []),
        (RoleName.MANAGER, ["shelf"]),
        (RoleName.GUEST, []),
        (RoleName.GUEST, ["water"]),
        (RoleName.STEWARD, []),
        (RoleName.STEWARD, ["water", "supply"]),
        ("emperor", []),
    ],
)
def test_a_role_without_its_place_is_refused_in_words(
    adi: Person, ana: Person, role: str, places: list[str], request: pytest.FixtureRequest
) -> None:
    words = {"water": "unit", "supply": "subject", "shelf": "section"}
    where: dict[str, Any] = {words[name]: request.getfixturevalue(name) for name in places}
    with refused(r"[a-z]{3}"):
        give_role(ana, role, by=adi, **where)


def test_a_guest_whose_day_has_passed_is_a_guest_no_more(
    ana: Person, ed: Person, gus: Person, shelf: Section
) -> None:
    item = an_article(by=ana, section=shelf)
    assert Item.objects.visible_to(ed).get() == item
    assert not Item.objects.visible_to(gus)
    assert not standing(gus).is_guest


def test_an_officer_serves_a_whole_institution(adi: Person, ana: Person, water: Unit) -> None:
    with refused("a whole institution"):
        give_role(ana, RoleName.KM_OFFICER, by=adi, unit=water)


def test_nobody_gets_a_role_in_a_closed_unit(adi: Person, ana: Person, health: Unit) -> None:
    close(health, by=adi)
    with refused("Health is closed"):
        give_role(ana, RoleName.MANAGER, by=adi, unit=health)
