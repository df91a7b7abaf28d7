"""What changes in the trees reaches the search index: every page that stands there, and no other."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import empty, move, rename
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.models import Outbox
from tests.cast import an_article


def test_of_a_moved_unit(odi: Person, ana: Person, water: Unit, health: Unit) -> None:
    item = an_article(by=ana)
    Outbox.objects.all().delete()
    move(water, under=health, by=odi)
    assert list(Outbox.objects.values_list("item", flat=True)) == [item.pk]


def test_of_a_renamed_unit(odi: Person, ana: Person, water: Unit) -> None:
    item = an_article(by=ana)
    Outbox.objects.all().delete()
    rename(water, {"en": "Sewers"}, by=odi)
    assert list(Outbox.objects.values_list("item", flat=True)) == [item.pk]


def test_of_an_emptied_unit(odi: Person, ana: Person, network: Unit, health: Unit) -> None:
    item = an_article(by=ana)
    Outbox.objects.all().delete()
    empty(network, into=health, by=odi)
    assert list(Outbox.objects.values_list("item", flat=True)) == [item.pk]
