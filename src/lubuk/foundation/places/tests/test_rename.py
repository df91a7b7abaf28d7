"""Other names, the same place."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import rename
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import not_allowed


def test_a_renamed_unit_keeps_its_address(odi: Person, water: Unit) -> None:
    before = water.get_absolute_url()
    rename(water, {"en": "Water and sewers", "id": "Air dan limbah"}, by=odi)
    water.refresh_from_db()
    assert water.labels == {"en": "Water and sewers", "id": "Air dan limbah"}
    assert water.get_absolute_url() == before


def test_the_trail_keeps_both_names(odi: Person, water: Unit) -> None:
    rename(water, {"en": "Sewers"}, by=odi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.from_state, entry.to_state) == ("PlaceRenamed", "Water", "Sewers")


def test_the_same_name_again_is_no_act(odi: Person, water: Unit) -> None:
    entries = Entry.objects.count()
    rename(water, dict(water.labels), by=odi)
    assert Entry.objects.count() == entries


def test_a_steward_does_not_rename(dora: Person, water: Unit) -> None:
    with not_allowed():
        rename(water, {"en": "Mine"}, by=dora)
