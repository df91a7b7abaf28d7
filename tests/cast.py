"""The cast that every test plays with, and makers of what they write.

A city with water (and its network) and health, and a harbour authority beside it. Makers do what people do: they
call actions, and write no row that an action would have refused. Loaded for all tests by the conftest at the root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds import registry
from lubuk.foundation.items.kinds.definition import Kind, Step
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.refusal import NotAllowed, Refused
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from lubuk.shared.search import live
from lubuk.shared.search.engine import Engine

# Places


@pytest.fixture
def city(db: None) -> Unit:
    return Unit.objects.create(labels={"en": "City of Aruna", "id": "Kota Aruna"}, slug="aruna")


@pytest.fixture
def water(city: Unit) -> Unit:
    return Unit.objects.create(labels={"en": "Water", "id": "Air minum"}, slug="water", parent=city)


@pytest.fixture
def network(water: Unit) -> Unit:
    return Unit.objects.create(labels={"en": "Network", "id": "Jaringan"}, slug="network", parent=water)


@pytest.fixture
def health(city: Unit) -> Unit:
    return Unit.objects.create(labels={"en": "Health", "id": "Kesehatan"}, slug="health", parent=city)


@pytest.fixture
def harbour(db: None) -> Unit:
    """The other institution."""
    return Unit.objects.create(labels={"en": "Harbour authority", "id": "Otoritas pelabuhan"}, slug="harbour")


@pytest.fixture
def supply(db: None) -> Subject:
    return Subject.objects.create(labels={"en": "Water supply", "id": "Penyediaan air"}, slug="supply")


@pytest.fixture
def leaks(supply: Subject) -> Subject:
    return Subject.objects.create(labels={"en": "Leaks", "id": "Kebocoran"}, slug="leaks", parent=supply)


@pytest.fixture
def shelf(water: Unit) -> Section:
    """The section that guests are let into."""
    return Section.objects.create(
        labels={"en": "Contractors", "id": "Kontraktor"}, slug="contractors", unit=water
    )


# People


def a_person(username: str, unit: Unit | None = None, **more: Any) -> Person:
    name = more.pop("name", f"{username.capitalize()} Tirta")
    return Person.objects.create_user(username, f"{username}@aruna.example", name=name, unit=unit, **more)


@pytest.fixture
def ana(network: Unit) -> Person:
    """Writes."""
    return a_person("ana", network)


@pytest.fixture
def ben(network: Unit) -> Person:
    """Sits beside Ana."""
    return a_person("ben", network)


@pytest.fixture
def cleo(health: Unit) -> Person:
    """Works in another unit."""
    return a_person("cleo", health)


@pytest.fixture
def dora(water: Unit) -> Person:
    """Steward of water, and so of the network below it."""
    dora = a_person("dora", water)
    give_role(dora, RoleName.STEWARD, by=None, unit=water)
    return dora


@pytest.fixture
def ed(shelf: Section) -> Person:
    """Guest of one section for a month."""
    ed = a_person("ed")
    give_role(ed, RoleName.GUEST, by=None, section=shelf, until=timezone.localdate() + timedelta(days=30))
    return ed


@pytest.fixture
def gus(shelf: Section) -> Person:
    """Was a guest until yesterday."""
    gus = a_person("gus")
    give_role(gus, RoleName.GUEST, by=None, section=shelf, until=timezone.localdate() - timedelta(days=1))
    return gus


@pytest.fixture
def fay(db: None) -> Person:
    """A citizen with an account."""
    return a_person("fay")


@pytest.fixture
def mia(water: Unit) -> Person:
    """Manager of water."""
    mia = a_person("mia", water)
    give_role(mia, RoleName.MANAGER, by=None, unit=water)
    return mia


@pytest.fixture
def odi(city: Unit) -> Person:
    """The city's KM officer."""
    odi = a_person("odi", city)
    give_role(odi, RoleName.KM_OFFICER, by=None, unit=city)
    return odi


@pytest.fixture
def adi(city: Unit) -> Person:
    """Administrator of the installation."""
    adi = a_person("adi", city)
    give_role(adi, RoleName.ADMINISTRATOR, by=None)
    return adi


@pytest.fixture
def nia(harbour: Unit) -> Person:
    """Works for the other institution."""
    return a_person("nia", harbour)


@pytest.fixture
def stranger() -> Stranger:
    return Stranger()


CAST = ("ana", "ben", "cleo", "dora", "ed", "fay", "gus", "mia", "odi", "adi", "nia", "stranger")


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Person | Stranger]:
    """Everybody, by name."""
    return {name: request.getfixturevalue(name) for name in CAST}


# What they write


def a_kind(key: str = "article") -> Kind:
    return registry.kinds()[key]


def a_step(item: Item, name: str) -> Step:
    step = kind_of(item).flow.step(name)
    assert step is not None
    return step


def a_draft(
    *,
    by: Person,
    kind: str = "article",
    title: str = "Closing a valve",
    body: str = "<p>Turn it slowly.</p>",
    audience: str = "institution",
    unit: Unit | None = None,
    section: Section | None = None,
    subjects: Iterable[Subject] = (),
    readers: Iterable[Person] = (),
    **more: Any,
) -> Item:
    """`more` is what else a Writing holds: summary, fields, note."""
    place = unit or by.unit
    assert place is not None
    item = actions.begin(
        a_kind(kind), by=by, unit=place, language="en", writing=Writing(title=title, body=body, **more)
    )
    actions.place(item, by=by, unit=place, section=section, subjects=subjects)
    actions.change_audience(item, audience, by=by, readers=readers)
    return item


def an_article(*, by: Person, **more: Any) -> Item:
    """Published at once: articles are of the peer layer."""
    item = a_draft(by=by, **more)
    actions.publish(item, by=by)
    return item


def a_guide(*, by: Person, approved_by: Person, **more: Any) -> Item:
    """Of the curated layer, published through a review."""
    return through_review(a_draft(by=by, kind="guide", **more), approved_by)


def a_procedure(*, by: Person, approved_by: Person, **more: Any) -> Item:
    """A procedure asks its readers to say that they have read it."""
    filled = {"purpose": "Nobody drowns.", "applies_to": "Everyone on the quay"}
    return through_review(a_draft(by=by, kind="sop", fields=filled, **more), approved_by)


def through_review(item: Item, approved_by: Person) -> Item:
    actions.take_step(item, a_step(item, "submit"), by=item.owner)
    actions.take_step(item, a_step(item, "approve"), by=approved_by)
    return item


def rewrite(item: Item, *, by: Person, **words: Any) -> Version:
    """Save a text as someone who has just opened the item does."""
    item = fresh(item)
    opened = item.draft or item.published
    assert opened is not None
    writing = Writing(**{"title": opened.title, "body": opened.body, "fields": opened.fields, **words})
    return actions.save_draft(item, writing, by=by, from_version=opened.pk, revision=opened.revision)


def fresh(item: Item) -> Item:
    """The item as whoever opens it next finds it."""
    return Item.objects.get(pk=item.pk)


@pytest.fixture
def an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A search index of this test's own."""
    monkeypatch.setattr(settings, "SEARCH_DIR", tmp_path / "search")
    return live.engine()


# What came of it


def trail_of(item: Item) -> list[tuple[str, str]]:
    """Who did what, in order."""
    people = {person.pk: person.username for person in Person.objects.all()}
    entries = Entry.objects.filter(item_id=item.pk).order_by("id")
    return [(people.get(entry.actor_id or 0, ""), entry.act) for entry in entries]


def last_entry(item: Item) -> Entry:
    return Entry.objects.filter(item_id=item.pk).latest("id")


def everything() -> dict[str, list[Any]]:
    """All that the installation keeps, row by row; past the models, because a thousand tests ask it twice."""
    kept: dict[str, list[Any]] = {label: [] for label in our_tables()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which is asked from far: all in one question
            rows = (
                f"SELECT '{label}', kept::text FROM {table} kept" for label, table in our_tables().items()
            )
            cursor.execute(" UNION ALL ".join(rows))
            for label, row in cursor.fetchall():
                kept[label].append(row)
        else:
            for label, table in our_tables().items():
                kept[label] = cursor.execute(f"SELECT * FROM {table}").fetchall()
    return {label: sorted(rows, key=repr) for label, rows in kept.items()}


@cache
def our_tables() -> dict[str, str]:
    ours = (app for app in apps.get_app_configs() if app.name.startswith("lubuk."))
    models = (model for app in ours for model in app.get_models(include_auto_created=True))
    return {model._meta.label: model._meta.db_table for model in models}


@contextmanager
def refused(words: str = "", kind: type[Refused] = Refused) -> Iterator[None]:
    """The block is refused in these words, and nothing anywhere was changed by it."""
    before = everything()
    with pytest.raises(kind, match=words or None):
        yield
    assert everything() == before


def not_allowed(words: str = "") -> AbstractContextManager[None]:
    """… because the person has no right to it."""
    return refused(words, NotAllowed)


type Visit = Callable[[Person | Stranger], Client]


@pytest.fixture
def visit() -> Visit:
    """A browser in which the person has signed in (a stranger has not)."""

    def browser_of(person: Person | Stranger) -> Client:
        client = Client()
        if isinstance(person, Person):
            client.force_login(person)
        return client

    return browser_of
