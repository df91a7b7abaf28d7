"""Everything of a unit goes to another one."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.places.actions import close, empty
from lubuk.foundation.sections.models import Section
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, fresh, not_allowed, refused


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
