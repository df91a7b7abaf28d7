"""What changes in the trees and of names reaches the search index: every page concerned, and no other."""

from lubuk.foundation.accounts.actions import change_profile
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import name_authors
from lubuk.foundation.membership.actions import change_person
from lubuk.foundation.places.actions import empty, move, rename
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.search.searching import search
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


def test_of_a_colleague_who_takes_another_name(odi: Person, ana: Person, ben: Person) -> None:
    item, shared = an_article(by=ana), an_article(by=ben)
    an_article(by=ben)
    name_authors(shared, [ana], by=ben)
    Outbox.objects.all().delete()
    change_person(ana, by=odi, unit=ana.unit, name="Ana Halimun")
    assert list(Outbox.objects.values_list("item", flat=True)) == [item.pk, shared.pk]


def test_of_a_name_that_people_change_themselves(ana: Person) -> None:
    item = an_article(by=ana)
    Outbox.objects.all().delete()
    change_profile(ana, by=ana, name="Ana Halimun", post="", about="", language="en")
    assert list(Outbox.objects.values_list("item", flat=True)) == [item.pk]


def test_of_no_new_post_which_is_in_no_page(ana: Person) -> None:
    an_article(by=ana)
    Outbox.objects.all().delete()
    change_profile(ana, by=ana, name=ana.name, post="Engineer", about="", language="en")
    assert not Outbox.objects.exists()


def test_and_the_page_is_found_by_the_new_name(ana: Person, an_index: Engine) -> None:
    item = an_article(by=ana)
    rebuild(an_index)
    change_profile(ana, by=ana, name="Ana Halimun", post="", about="", language="en")
    catch_up(an_index)
    assert [result.item for result in search("by:halimun", ana, Filters()).results] == [item]
