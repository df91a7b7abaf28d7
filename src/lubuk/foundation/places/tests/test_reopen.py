"""A closed unit is used again."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import close, reopen
from lubuk.foundation.units.models import Unit
from tests.cast import not_allowed, refused


def test_a_reopened_unit_takes_people_again(odi: Person, health: Unit) -> None:
    close(health, by=odi)
    reopen(health, by=odi)
    assert Unit.objects.get(pk=health.pk).closed_at is None


def test_a_unit_is_not_reopened_under_a_closed_one(odi: Person, water: Unit, network: Unit) -> None:
    close(water, by=odi)
    with refused("is closed"):
        reopen(Unit.objects.get(pk=network.pk), by=odi)


def test_a_manager_does_not_reopen_it(odi: Person, mia: Person, health: Unit) -> None:
    close(health, by=odi)
    with not_allowed():
        reopen(health, by=mia)
