"""Putting many items into a collection at once."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, an_article, not_allowed, refused, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def held_by(whole: Item) -> list[str]:
    return [item.title for item in Item.objects.parts_of(whole.pk)]


def test_they_stand_in_the_order_given_behind_those_that_are_there(ana: Person) -> None:
    whole = an_article(by=ana, kind="collection")
    pumps, valves, meters = (an_article(by=ana, title=title) for title in ("Pumps", "Valves", "Meters"))
    actions.add_part(whole, valves, by=ana)
    actions.add_parts(whole, [pumps, valves, meters, pumps], by=ana)
    assert held_by(whole) == ["Valves", "Pumps", "Meters"]
    assert trail_of(whole).count(("ana", "PartAdded")) == 3


def test_none_comes_in_where_one_would_make_a_ring(ana: Person) -> None:
    whole, below = an_article(by=ana, kind="collection"), an_article(by=ana, kind="collection")
    other = an_article(by=ana)
    actions.add_part(below, whole, by=ana)
    with refused("holds the other one"):
        actions.add_parts(whole, [other, below], by=ana)
    assert held_by(whole) == []


def test_none_comes_in_where_one_is_not_theirs_to_see(ana: Person, ben: Person) -> None:
    whole, mine, bens = an_article(by=ana, kind="collection"), an_article(by=ana), a_draft(by=ben)
    with not_allowed():
        actions.add_parts(whole, [mine, bens], by=ana)
    assert held_by(whole) == []
