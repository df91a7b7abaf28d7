"""Random people, units and items, moved about at random.

A few worlds are made at each run of the tests; RANDOM_WORLDS=10000 in the environment makes as many as one has time for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any, cast

from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

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
from lubuk.shared.expertise.actions import put_on_list, say_topics, take_off_list
from lubuk.shared.usefulness.actions import answer, say
from lubuk.shared.usefulness.models import Word
from tests.cast import a_draft, a_person

KINDS = ("article", "guide", "news", "sop")


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
        acts = [self.give_a_role, self.write, self.move_a_person, self.move_a_branch, self.say_topics]
        if item:
            acts += [
                lambda: self.change_audience(item),
                lambda: self.take_a_step(item),
                lambda: actions.name_authors(item, self.some(self.people), by=item.owner),
                lambda: self.hand_over(item),
                lambda: self.put(item),
                *(lambda verb=verb: verb(item) for verb in (self.check, self.thank, self.link)),
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

    def check(self, item: Item) -> None:
        """Whoever may says that it is official, or still correct; and sometimes takes it back."""
        verb = self.dice.choice([actions.endorse, actions.confirm])
        for person in self.some(list(Person.objects.order_by("username")), 6):
            try:
                endorsement = verb(item, by=person)
            except Refused:
                continue
            if self.dice.random() < 0.2:
                actions.take_back(endorsement, by=person)
            return

    def thank(self, item: Item) -> None:
        """Somebody says whether it was useful, and somebody answers."""
        reader = Person.objects.get(pk=self.dice.choice(self.people).pk)
        say(item, by=reader, is_useful=self.dice.random() < 0.6, reason="hard")
        for word in Word.objects.unanswered()[:1]:
            answer(word, "Said in other words.", by=Person.objects.get(pk=self.dice.choice(self.people).pk))

    def link(self, item: Item) -> None:
        other = Item.objects.get(pk=self.dice.choice(self.items).pk)
        actions.link(item, other, "relation", by=item.owner)

    def say_topics(self) -> None:
        person = Person.objects.get(pk=self.dice.choice(self.people).pk)
        self.dice.choice([put_on_list, put_on_list, take_off_list])(person, by=person)
        say_topics(person, [subject.name for subject in self.some(self.subjects)], by=person)

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


# A falsifying example is two numbers, from which the same world comes out again: shrinking them says nothing.
RANDOM = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)


def worlds(few: int) -> settings:
    """So many, or half of them where the database is a server: there the same worlds only ask it again."""
    if connection.vendor != "sqlite":
        few = few // 2
    return settings(RANDOM, max_examples=int(os.environ.get("RANDOM_WORLDS", few)))


NUMBERS = st.integers(0, 10**9)
