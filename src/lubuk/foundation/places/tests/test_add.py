"""Adding units, sections and subjects."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import add, close
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import not_allowed, refused


def test_an_officer_adds_a_unit_to_the_institution(odi: Person, water: Unit, city: Unit) -> None:
    meters = Unit(labels={"en": " Meters  and  bills ", "id": ""}, parent=water)
    add(meters, by=odi)
    assert meters.labels == {"en": "Meters and bills"}
    assert meters.institution_id == city.pk
    assert meters.path == f"{water.path}{meters.pk}/"


def test_what_was_added_is_on_the_trail(odi: Person, water: Unit) -> None:
    meters = Unit(labels={"en": "Meters"}, parent=water)
    add(meters, by=odi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.actor_id, entry.about) == ("PlaceAdded", odi.pk, f"unit {meters.pk}")
    assert entry.to_state == f"unit {water.pk}"


def test_an_officer_adds_nothing_to_another_institution(odi: Person, harbour: Unit) -> None:
    with not_allowed():
        add(Unit(labels={"en": "Pilots"}, parent=harbour), by=odi)
    with not_allowed():
        add(Section(labels={"en": "Tides"}, unit=harbour), by=odi)


def test_only_an_administrator_founds_an_institution(odi: Person, adi: Person) -> None:
    with not_allowed():
        add(Unit(labels={"en": "Regency"}), by=odi)
    regency = Unit(labels={"en": "Regency"})
    add(regency, by=adi)
    assert regency.institution_id == regency.pk


def test_the_officer_of_the_only_institution_tends_the_subjects(odi: Person) -> None:
    floods = Subject(labels={"en": "Floods"})
    add(floods, by=odi)
    assert Subject.objects.get().name == "Floods"


def test_subjects_shared_with_another_institution_are_not_one_officers_affair(
    odi: Person, harbour: Unit
) -> None:
    with not_allowed():
        add(Subject(labels={"en": "Floods"}), by=odi)


@pytest.mark.parametrize("who", ["ana", "dora", "mia", "ed", "fay"])
def test_nobody_else_adds_anything(who: str, cast: dict[str, Person], water: Unit) -> None:
    with not_allowed():
        add(Unit(labels={"en": "Mine"}, parent=water), by=cast[who])
    with not_allowed():
        add(Subject(labels={"en": "Mine"}), by=cast[who])


def test_a_place_needs_a_name_in_the_language_of_the_installation(odi: Person, water: Unit) -> None:
    with refused("Write a name in English"):
        add(Unit(labels={"en": "  ", "id": "Meteran"}, parent=water), by=odi)


def test_nothing_is_added_below_a_closed_unit(odi: Person, health: Unit) -> None:
    close(health, by=odi)
    with refused("is closed"):
        add(Unit(labels={"en": "Clinic"}, parent=health), by=odi)
