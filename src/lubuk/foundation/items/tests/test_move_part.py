"""The order of what a collection holds."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import an_article, last_entry, not_allowed, refused, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def whole(ana: Person) -> Item:
    whole = an_article(by=ana, kind="collection", audience="public")
    for title in "abc":
        actions.add_part(whole, an_article(by=ana, title=title, audience="public"), by=ana)
    return whole


def order(whole: Item) -> str:
    return "".join(item.title for item in Item.objects.parts_of(whole.pk))


def part(whole: Item, title: str) -> Item:
    return Item.objects.parts_of(whole.pk).get(title=title)


@pytest.mark.parametrize(
    ("moved", "before", "after"), [("c", "a", "cab"), ("a", "c", "bac"), ("a", "", "bca"), ("b", "a", "bac")]
)
def test_a_page_goes_before_another_or_to_the_end(
    ana: Person, whole: Item, moved: str, before: str, after: str
) -> None:
    actions.move_part(whole, part(whole, moved), by=ana, before=part(whole, before) if before else None)
    assert order(whole) == after
    assert (last_entry(whole).act, last_entry(whole).to_state) == ("PartMoved", part(whole, moved).number)


def test_a_move_to_where_it_stands_is_no_act(ana: Person, whole: Item) -> None:
    actions.move_part(whole, part(whole, "a"), by=ana, before=part(whole, "b"))
    actions.move_part(whole, part(whole, "a"), by=ana, before=part(whole, "a"))
    actions.move_part(whole, an_article(by=ana), by=ana)
    assert order(whole) == "abc"
    assert ("ana", "PartMoved") not in trail_of(whole)


def test_before_a_page_that_was_taken_out_meanwhile_nothing_moves(ana: Person, whole: Item) -> None:
    gone = part(whole, "a")
    actions.remove_part(whole, gone, by=ana)
    with refused("The order has changed"):
        actions.move_part(whole, part(whole, "c"), by=ana, before=gone)


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia"])
def test_others_move_nothing(whole: Item, name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    with not_allowed():
        actions.move_part(whole, part(whole, "c"), by=person, before=part(whole, "a"))
