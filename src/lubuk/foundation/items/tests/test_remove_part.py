"""Taking an item out of a collection."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import an_article, fresh, last_entry, not_allowed, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def whole(ana: Person) -> Item:
    whole = an_article(by=ana, kind="collection", audience="public")
    actions.add_part(whole, an_article(by=ana, title="Pumps", audience="public"), by=ana)
    return whole


def test_it_is_gone_from_there_and_stays_itself(ana: Person, whole: Item) -> None:
    part = Item.objects.parts_of(whole.pk).get()
    actions.remove_part(whole, part, by=ana)
    assert not Item.objects.parts_of(whole.pk).exists()
    assert fresh(part).phase == "published"
    entry = last_entry(whole)
    assert (entry.act, entry.from_state) == ("PartRemoved", part.number)


def test_taking_out_what_is_not_in_it_is_no_act(ana: Person, whole: Item) -> None:
    actions.remove_part(whole, an_article(by=ana), by=ana)
    assert ("ana", "PartRemoved") not in trail_of(whole)


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia"])
def test_others_take_nothing_out(whole: Item, name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    with not_allowed():
        actions.remove_part(whole, Item.objects.parts_of(whole.pk).get(), by=person)
