"""Putting an item into a collection."""

from itertools import pairwise

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import containing
from lubuk.foundation.items.models import Item
from tests.at_once import at_once
from tests.cast import (
    a_draft,
    a_guide,
    an_article,
    fresh,
    last_entry,
    not_allowed,
    refused,
    through_review,
    trail_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def held_by(whole: Item) -> list[str]:
    return [item.title for item in Item.objects.parts_of(whole.pk)]


def test_pages_stand_in_the_order_in_which_they_came(ana: Person) -> None:
    whole = an_article(by=ana, kind="collection")
    for title in ("Pumps", "Valves", "Meters"):
        actions.add_part(whole, an_article(by=ana, title=title), by=ana)
    assert held_by(whole) == ["Pumps", "Valves", "Meters"]


def test_the_trail_names_the_page_that_was_added(ana: Person) -> None:
    whole, part = an_article(by=ana, kind="collection"), an_article(by=ana)
    actions.add_part(whole, part, by=ana)
    entry = last_entry(whole)
    assert (entry.act, entry.actor_id, entry.to_state) == ("PartAdded", ana.pk, part.number)


def test_a_page_is_in_many_collections_and_in_each_once(ana: Person) -> None:
    first, second = an_article(by=ana, kind="collection"), an_article(by=ana, kind="collection")
    part = an_article(by=ana, title="Pumps")
    for whole in (first, second, first):
        actions.add_part(whole, part, by=ana)
    assert held_by(first) == held_by(second) == ["Pumps"]
    assert trail_of(first).count(("ana", "PartAdded")) == 1


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia"])
def test_others_do_not_fill_it(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    whole, part = (
        an_article(by=ana, kind="collection", audience="public"),
        an_article(by=ana, audience="public"),
    )
    person = request.getfixturevalue(name)
    with not_allowed():
        actions.add_part(whole, part, by=person)


def test_an_endorsed_manual_is_filled_by_its_steward_alone(ana: Person, dora: Person) -> None:
    manual = a_guide_of_chapters(ana, dora)
    actions.endorse(manual, by=dora)
    chapter = a_guide(by=ana, approved_by=dora, title="Pumps")
    with not_allowed():
        actions.add_part(manual, chapter, by=ana)
    actions.add_part(manual, chapter, by=dora)
    assert held_by(manual) == ["Pumps"]


def a_guide_of_chapters(by: Person, approved_by: Person) -> Item:
    return through_review(a_draft(by=by, kind="manual"), approved_by)


def test_what_one_may_not_see_one_does_not_add(ana: Person, cleo: Person) -> None:
    secret, whole = an_article(by=cleo, audience="unit"), an_article(by=ana, kind="collection")
    with not_allowed():
        actions.add_part(whole, secret, by=ana)


def test_an_article_holds_nothing(ana: Person) -> None:
    one, other = an_article(by=ana), an_article(by=ana)
    with not_allowed():
        actions.add_part(one, other, by=ana)


def test_nothing_holds_itself(ana: Person) -> None:
    one, two, three = (an_article(by=ana, kind="collection") for _ in range(3))
    actions.add_part(one, two, by=ana)
    actions.add_part(two, three, by=ana)
    for part in (one, two, three):
        with refused("holds the other one already"):
            actions.add_part(three, part, by=ana)


def test_collections_in_collections_end_somewhere(ana: Person) -> None:
    wholes = [an_article(by=ana, kind="collection") for _ in range(containing.MOST_LEVELS)]
    for above, below in pairwise(wholes):
        actions.add_part(above, below, by=ana)
    page = an_article(by=ana)
    with refused("Too many levels"):
        actions.add_part(wholes[-1], page, by=ana)


def test_it_does_not_grow_without_end(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containing, "MOST_PARTS", 1)
    whole, late = an_article(by=ana, kind="collection"), an_article(by=ana)
    actions.add_part(whole, an_article(by=ana), by=ana)
    with refused("holds 1 pages already"):
        actions.add_part(whole, late, by=ana)


@pytest.mark.usefixtures("many_connections")
def test_two_put_into_each_other_at_once_make_no_circle(ana: Person) -> None:
    left, right = an_article(by=ana, kind="collection"), an_article(by=ana, kind="collection")
    at_once(
        lambda: actions.add_part(fresh(left), right, by=ana),
        lambda: actions.add_part(fresh(right), left, by=ana),
    )
    assert Item.objects.parts_of(left.pk).count() + Item.objects.parts_of(right.pk).count() == 1
