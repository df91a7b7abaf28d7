"""Closing a unit, emptying it first, opening it again."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import close
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, not_allowed, refused


def test_an_empty_unit_closes_with_those_below(odi: Person, water: Unit, network: Unit) -> None:
    close(water, by=odi)
    assert not Unit.objects.filter(pk__in=[water.pk, network.pk], closed_at=None).exists()


def test_a_unit_with_people_stays_open(odi: Person, ana: Person, water: Unit) -> None:
    with refused(r"people \(1\)"):
        close(water, by=odi)


def test_a_unit_with_pages_stays_open(odi: Person, ana: Person, health: Unit, network: Unit) -> None:
    an_article(by=ana)
    Person.objects.filter(pk=ana.pk).update(unit=health)
    with refused(r"pages \(1\)"):
        close(network, by=odi)


def test_an_officer_does_not_close_the_institution(odi: Person, city: Unit) -> None:
    with not_allowed():
        close(city, by=odi)


def test_a_manager_does_not_close_the_unit(mia: Person, health: Unit) -> None:
    with not_allowed():
        close(health, by=mia)
