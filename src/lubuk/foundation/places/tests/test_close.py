"""Closing a unit, emptying it first, opening it again."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.places.actions import close, empty, reopen
from lubuk.foundation.sections.models import Section
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, fresh, not_allowed, refused


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


def test_emptied_into_another_unit_it_closes(
    odi: Person, ana: Person, water: Unit, network: Unit, health: Unit, shelf: Section
) -> None:
    item = an_article(by=ana)
    empty(water, into=health, by=odi)
    close(water, by=odi)
    ana.refresh_from_db()
    shelf.refresh_from_db()
    assert ana.unit == fresh(item).unit == shelf.unit == health


def test_a_unit_is_not_emptied_into_one_below_it(odi: Person, water: Unit, network: Unit) -> None:
    with refused("below this one"):
        empty(water, into=network, by=odi)


def test_nothing_goes_to_another_institution(odi: Person, ana: Person, network: Unit, harbour: Unit) -> None:
    an_article(by=ana)
    with not_allowed():
        empty(network, into=harbour, by=odi)
    assert Item.objects.filter(unit=network).count() == 1


def test_a_reopened_unit_takes_people_again(odi: Person, health: Unit) -> None:
    close(health, by=odi)
    reopen(health, by=odi)
    assert Unit.objects.get(pk=health.pk).closed_at is None


def test_a_unit_is_not_reopened_under_a_closed_one(odi: Person, water: Unit, network: Unit) -> None:
    close(water, by=odi)
    with refused("is closed"):
        reopen(Unit.objects.get(pk=network.pk), by=odi)


def test_an_officer_does_not_close_the_institution(odi: Person, city: Unit) -> None:
    with not_allowed():
        close(city, by=odi)


def test_a_manager_does_not_close_the_unit(mia: Person, health: Unit) -> None:
    with not_allowed():
        close(health, by=mia)
