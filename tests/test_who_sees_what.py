"""Random people, units and items, moved about at random: every door shows what a plain truth says, and no more.

The truth below is written from the words of docs and pages, in plain Python over plain rows. It shares no code with
`visible_to`; where the two disagree, one of them is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any, cast

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lubuk.domains.library.queries import (
    counted,
    counts_kept,
    items_titled_like,
    kinds_with_counts,
    subjects_with_counts,
    units_with_counts,
)
from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person, Reader, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode, move
from lubuk.foundation.units.models import Unit
from lubuk.shared.search import queries
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.rebuild import rebuild
from tests.cast import a_draft, a_person
from tests.truth import Truth

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


KINDS = ("article", "guide", "news", "sop")


# The plain truth


class World:
    """A few trees, a dozen people with random roles, a few dozen items; `step` does one random thing."""

    def __init__(self, number: int) -> None:
        self.dice = Random(number)  # noqa: S311  dice, not secrets
        self.units = self.tree(Unit, 9, roots=2)
        self.subjects = self.tree(Subject, 5, roots=2)
        self.sections = self.tree(Section, 4, roots=2)
        self.people = [a_person(f"p{n}", self.dice.choice([*self.units, None, None, None])) for n in range(9)]
        for _n in range(16):
            self.give_a_role()
        self.items: list[Item] = []
        for _n in range(14):
            self.write()

    def tree[N: TreeNode](self, model: type[N], size: int, roots: int) -> list[N]:
        nodes: list[N] = []
        for n in range(size):
            more = {"unit": self.dice.choice(self.units)} if model is Section else {}
            parent = self.dice.choice(nodes) if n >= roots else None
            labels = {"en": f"{model.__name__} {n}"}
            nodes.append(cast(Any, model).objects.create(labels=labels, parent=parent, **more))
        return nodes

    def some[T](self, of: list[T], most: int = 2) -> list[T]:
        return self.dice.sample(of, self.dice.randint(0, most))

    def give_a_role(self) -> None:
        person, name = (
            self.dice.choice(self.people),
            self.dice.choice(
                [
                    "steward",
                    "steward",
                    "manager",
                    "manager",
                    "guest",
                    "guest",
                    "guest",
                    "km_officer",
                    "administrator",
                ]
            ),
        )
        kinds: dict[str, list[str]] = {
            "manager": ["unit"],
            "guest": ["section"],
            "administrator": [],
            "km_officer": ["root", ""],
        }
        place = self.dice.choice(kinds.get(name, ["unit", "subject", "section"]) or [""])
        nodes: dict[str, list[Any]] = {"unit": self.units, "subject": self.subjects, "section": self.sections}
        roots = [unit for unit in self.units if unit.parent_id is None]
        where = {"unit": self.dice.choice(roots)} if place == "root" else {}
        where |= {place: self.dice.choice(nodes[place])} if place in nodes else {}
        days = self.dice.choice([None, None, -1, 0, 30])
        timed = days is not None and name in {"steward", "manager", "guest"}
        until: date | None = timezone.localdate() + timedelta(days=days or 0) if timed else None
        give_role(person, name, by=None, until=until, **where)  # type: ignore[arg-type]

    def write(self) -> None:
        staff = [person for person in self.people if person.unit_id]
        owner = Person.objects.get(pk=self.dice.choice(staff).pk) if staff else None
        if owner is None or owner.unit is None or not owner.is_active:
            return
        kind = self.dice.choice(KINDS)
        item = a_draft(
            by=owner, kind=kind, title=f"Mud {len(self.items)}",
            section=self.dice.choice([*self.sections, None]), subjects=self.some(self.subjects),
            fields={"purpose": "P", "applies_to": "A"} if kind == "sop" else {},
        )  # fmt: skip
        self.items.append(item)
        self.change_audience(item)
        for _n in range(self.dice.randint(0, 3)):
            self.take_a_step(item)

    def change_audience(self, item: Item) -> None:
        words = [word for word in Audience.values if word in kind_of(item).audiences]
        readers = self.some(self.people, 3)
        actions.change_audience(item, self.dice.choice(words), by=item.owner, readers=readers)

    def take_a_step(self, item: Item) -> None:
        """Whoever may take it does."""
        for step in self.dice.sample(kind_of(item).flow.steps, len(kind_of(item).flow.steps)):
            for person in self.some(list(Person.objects.order_by("username")), 6):
                try:
                    actions.take_step(item, step, by=person, reason="Dice.")
                except Refused:
                    continue
                return

    def step(self) -> None:
        item = Item.objects.get(pk=self.dice.choice(self.items).pk) if self.items else None
        acts = [self.give_a_role, self.write, self.move_a_person, self.move_a_branch]
        if item:
            acts += [
                lambda: self.change_audience(item),
                lambda: self.take_a_step(item),
                lambda: actions.name_authors(item, self.some(self.people), by=item.owner),
                lambda: self.hand_over(item),
                lambda: self.put(item),
            ]
        try:
            self.dice.choice(acts)()
        except Refused:
            return  # a refusal changes nothing, which the comparison that follows proves

    def move_a_person(self) -> None:
        person = Person.objects.get(pk=self.dice.choice(self.people).pk)
        person.unit = self.dice.choice([*self.units, None])
        person.is_active = self.dice.random() > 0.1
        person.save()

    def move_a_branch(self) -> None:
        """Within its institution; what crosses over is another act."""
        trees: list[list[Any]] = [list(self.units), list(self.subjects), list(self.sections)]
        nodes = self.dice.choice(trees)
        node, under = self.dice.choice(nodes), self.dice.choice(nodes)
        fresh, above = (type(node)._default_manager.get(pk=n.pk) for n in (node, under))
        if fresh.lineage[0] == above.lineage[0] and fresh.parent_id is not None:
            move(node, under=under)

    def hand_over(self, item: Item) -> None:
        actions.hand_over(item, Person.objects.get(pk=self.dice.choice(self.people).pk), by=item.owner)

    def put(self, item: Item) -> None:
        unit, section = self.dice.choice(self.units), self.dice.choice([*self.sections, None])
        place = Unit.objects.get(pk=unit.pk)
        actions.place(item, by=item.owner, unit=place, section=section, subjects=self.some(self.subjects))


def readers() -> list[Reader]:
    """Everybody as they come in now, and the street."""
    return [*Person.objects.all(), Stranger()]


@contextmanager
def gone_afterwards() -> Iterator[None]:
    """Each example begins with an empty installation."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_world(number: int, steps: int) -> World:
    world = World(number)
    for _n in range(steps):
        world.step()
    return world


# The comparison


# A falsifying example is two numbers, from which the same world comes out again: shrinking them says nothing.
RANDOM = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)


@RANDOM
@given(number=st.integers(0, 10_000), steps=st.integers(0, 25))
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


@settings(RANDOM, max_examples=2)
@given(number=st.integers(0, 10_000), steps=st.integers(0, 15))
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
    pages = [queries.search("mud", person, Filters(page=page)) for page in range(1, len(expected) // 10 + 2)]
    assert {result.item.pk for page in pages for result in page.results} == expected, person
    assert pages[0].total == len(expected), person
