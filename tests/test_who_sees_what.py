"""Random people, units and items, moved about at random: every door shows what a plain truth says, and no more.

The truth below is written from the words of docs and pages, in plain Python over plain rows. It shares no code with
`visible_to`; where the two disagree, one of them is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lubuk.domains.library.queries import (
    counted,
    counts_kept,
    items_titled_like,
    kinds_with_counts,
    subjects_with_counts,
    units_with_counts,
)
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.search import searching
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.rebuild import rebuild
from tests.truth import Truth
from tests.worlds import NUMBERS, World, a_world, gone_afterwards, readers, worlds

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@worlds(3)
@given(number=NUMBERS, steps=st.integers(15, 25))
def test_what_may_be_seen_and_what_lists_show_are_the_truth(number: int, steps: int) -> None:
    with gone_afterwards():
        a_world(number, steps)
        truth = Truth()
        every = {item.pk for item in truth.items}
        for person in readers():
            may = {item.pk for item in truth.items if truth.may_see(person, item)}
            out = [item for item in truth.items if truth.is_published_to(person, item)]
            assert ids(Item.objects.visible_to(person)) == may, person
            assert set(Item.objects.seen_among(every, person)) == may, person
            assert ids(Item.objects.published_to(person)) == ids(out), person
            assert ids(items_titled_like("Mud", person, limit=999)) == may, person
            assert_counts_are_true(truth, person, out)


def ids(items: Iterable[Item]) -> set[int]:
    return {item.pk for item in items}


def assert_counts_are_true(truth: Truth, person: Reader, out: list[Item]) -> None:
    about = [
        {pk for row in i.item_subjects.all() for pk in truth.chain(Subject, row.subject_id)} for i in out
    ]
    kept = [truth.chain(Unit, item.unit_id) for item in out]
    counts_kept.clear()  # branches were moved without an act
    counts = counted(person)
    subjects = {shelf.url: shelf.count for shelf in subjects_with_counts(counts)}
    units = {shelf.url: shelf.count for shelf in units_with_counts(counts)}
    assert subjects == counts_in(Subject, about), person
    assert units == counts_in(Unit, kept), person
    assert {kind.key: count for kind, count in kinds_with_counts(counts)} == Counter(
        item.kind for item in out
    )


def counts_in(model: Any, places: Iterable[Iterable[int]]) -> dict[str, int]:
    counts = Counter(pk for those in places for pk in those)
    return {node.get_absolute_url(): counts[node.pk] for node in model._default_manager.filter(pk__in=counts)}


@pytest.mark.usefixtures("with_contexts")
@worlds(2)
@given(number=NUMBERS, steps=st.integers(10, 15))
def test_pages_links_and_search_say_the_same(an_index: Engine, number: int, steps: int) -> None:
    with gone_afterwards():
        world = a_world(number, steps)
        hub = tie_together(world)
        rebuild(an_index)
        truth = Truth()
        for person in readers():
            client = Client()
            if isinstance(person, Person):
                client.force_login(person)
            for item in world.dice.sample(truth.items, min(len(truth.items), 5)):
                assert_page_is_true(client, item, truth.may_see(person, item))
            if hub and truth.may_see(person, hub):
                assert_links_are_true(
                    client, hub, {item: truth.may_see(person, item) for item in truth.items}
                )
            assert_shelves_are_true(client, truth, person)
            assert_search_is_true(truth, person)


def tie_together(world: World) -> Item | None:
    """A published item that mentions all others."""
    hub = next((item for item in Item.objects.all() if item.kind == "article" and item.owner.is_active), None)
    if hub is None:
        return None
    links = "".join(
        f'<p><a data-item="{i.pk}" href="/items/{i.pk}/">#{i.pk}</a></p>' for i in Item.objects.all()
    )
    opened = hub.draft or hub.published
    assert opened is not None
    actions.save_draft(
        hub, actions.Writing(title=hub.title, body=links), by=hub.owner,
        from_version=opened.pk, revision=opened.revision,
    )  # fmt: skip
    try:
        actions.publish(hub, by=hub.owner)
    except Refused:
        return None
    return Item.objects.get(pk=hub.pk)


def assert_page_is_true(client: Client, item: Item, may_see: bool) -> None:
    for address in (item.get_absolute_url(), f"/items/{item.pk}/history/"):
        assert client.get(address).status_code == (200 if may_see else 404), address
    assert client.get(f"/n/{item.number}/").status_code == (302 if may_see else 404)


def assert_links_are_true(client: Client, hub: Item, items: dict[Item, bool]) -> None:
    text = client.get(hub.get_absolute_url()).text
    for item, may_see in items.items():
        assert (f'href="/items/{item.pk}/">{item.title}</a>' in text) == may_see, item


def assert_shelves_are_true(client: Client, truth: Truth, person: Reader) -> None:
    out = [item for item in truth.items if truth.is_published_to(person, item)]
    for model, column in ((Unit, "unit_id"), (Section, "section_id")):
        place = model._default_manager.order_by("pk")[1]
        page = client.get(place.get_absolute_url())
        here = {i for i in out if place.pk in truth.chain(model, getattr(i, column))}
        assert ids(page.context["page"]) == ids(here) if page.status_code == 200 else not here, (
            person,
            place,
        )


def assert_search_is_true(truth: Truth, person: Reader) -> None:
    expected = {item.pk for item in truth.items if item.phase == "published" and truth.may_see(person, item)}
    pages = [
        searching.search("mud", person, Filters(page=page)) for page in range(1, len(expected) // 10 + 2)
    ]
    assert {result.item.pk for page in pages for result in page.results} == expected, person
    assert pages[0].total == len(expected), person
