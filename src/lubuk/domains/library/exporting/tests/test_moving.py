"""From one installation into an empty one: the same, byte for byte, or nothing at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from lubuk.domains.library.exporting import moving
from lubuk.domains.library.exporting.moving import restore_installation, write_installation
from lubuk.domains.library.exporting.tests.makers import Shelves, filled_shelves, made
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link, NamedReader, Version
from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.trail.verifying import verify
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.duties.actions import acknowledge
from tests.at_once import UNGUARD, guard
from tests.cast import a_procedure, an_article, everything, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelves(ana: Person, ben: Person, cleo: Person, dora: Person, adi: Person) -> Shelves:
    shelves = filled_shelves(ana, ben)
    procedure = a_procedure(by=ana, approved_by=dora, audience="institution")
    actions.endorse(procedure, by=dora)
    acknowledge(procedure, by=ben)
    actions.change_audience(shelves.secret, "people", by=ana, readers=[cleo])
    return shelves


def written() -> bytes:
    to = io.BytesIO()
    write_installation(to, lambda done: None)
    return to.getvalue()


def contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def restored(archive: bytes) -> int:
    return restore_installation(io.BytesIO(archive), lambda done: None)


def empty_the_house() -> None:
    """As a new installation is; the trail's own guard must step aside for that."""
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
        for model in [*moving.tables(), *map(apps.get_model, moving.LEFT_OUT)]:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        guard(apps, SimpleNamespace(connection=connection, execute=cursor.execute))


def rows() -> dict[str, list[tuple[object, ...]]]:
    models = (Item, Version, Link, Role, Entry, NamedReader)
    return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in models}


def test_out_in_and_out_again_is_the_same_to_the_byte(shelves: Shelves) -> None:
    first, before = written(), rows()
    pictures = {one.pk: one.file.read() for one in Attachment.objects.all()}
    for one in Attachment.objects.all():
        one.file.storage.delete(str(one.file))
    empty_the_house()
    restored(first)
    assert contents(written()) == contents(first)  # says where they differ
    assert written() == first
    assert rows() == before
    assert {one.pk: one.file.read() for one in Attachment.objects.all()} == pictures
    assert verify().is_whole


def test_life_goes_on_after_it(shelves: Shelves) -> None:
    archive, rows = written(), Item.objects.count()
    empty_the_house()
    restored(archive)
    ana = Person.objects.get(username="ana")
    item = an_article(by=ana, title="The first after the move")
    assert Item.objects.count() == rows + 1
    assert item.number not in {one.number for one in Item.objects.exclude(pk=item.pk)}
    assert verify().is_whole


def test_no_secret_goes_along(shelves: Shelves, ana: Person) -> None:
    ana.set_password("the old one")
    ana.save()
    archive = zipfile.ZipFile(io.BytesIO(written()))
    people = archive.read("tables/accounts.Person.jsonl").decode()
    assert "ana@aruna.example" in people
    assert "password" not in people
    assert ana.password not in people


def test_what_an_administrator_takes_is_the_same_and_is_noted(shelves: Shelves, adi: Person) -> None:
    expected = written()
    archive = made("installation", adi)
    assert archive.read("tables/trail.Entry.jsonl") == zipfile.ZipFile(io.BytesIO(expected)).read(
        "tables/trail.Entry.jsonl"
    )
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.actor_id) == ("InstallationExported", adi.pk)


def test_where_something_is_nothing_is_restored(shelves: Shelves) -> None:
    archive = written()
    with refused("There is something here already"):
        restored(archive)


def changed(archive: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The archive with one of its files changed, or left out."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(to, "w") as after:
        for one in before.namelist():
            content = change(before.read(one)) if one == name else before.read(one)
            if content is not None:
                after.writestr(one, content)
    return to.getvalue()


def manifest_with(**more: Any) -> Callable[[bytes], bytes]:
    return lambda content: json.dumps({**json.loads(content), **more}).encode()


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new)


DAMAGED: dict[str, tuple[str, Callable[[bytes], bytes | None], str]] = {
    "no manifest": ("manifest.json", lambda content: None, "no manifest"),
    "another thing": ("manifest.json", lambda content: b"[]", "no manifest"),
    "from later": ("manifest.json", manifest_with(version=2), "another version"),
    "strange table": ("manifest.json", manifest_with(tables={"items.Spell": ["id"]}), "another version"),
    "no table": ("tables/items.Link.jsonl", lambda content: None, "not whole"),
    "half a table": ("tables/items.Tag.jsonl", lambda content: content.splitlines(True)[0], "not whole"),
    "no json": ("tables/items.Item.jsonl", lambda content: b"{\n", "damaged"),
    "no row": ("tables/items.Item.jsonl", lambda content: b"[1]\n", "damaged"),
    "strange value": ("tables/items.Item.jsonl", replaced(b'"check_by":null', b'"check_by":"x"'), "damaged"),
    "nobody": ("tables/items.Item.jsonl", replaced(b'"owner":', b'"owner":99'), "damaged"),
    "bent trail": (
        "tables/trail.Entry.jsonl",
        lambda content: content.replace(b'"Begun"', b'"Begin"'),
        "trail",
    ),
}


def test_of_a_damaged_archive_nothing_is_kept(shelves: Shelves) -> None:
    archive = written()
    empty_the_house()
    for damage, (name, change, words) in DAMAGED.items():
        damaged = changed(archive, name, change)
        assert damaged != archive, damage
        with refused(words):
            restored(damaged)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_what_is_no_archive_is_said_so(content: bytes) -> None:
    with refused("damaged, or no archive"):
        restored(content)


def test_a_hostile_text_in_an_archive_passes_the_same_door_as_all(shelves: Shelves) -> None:
    evil = b'<script>alert(1)</script><p onclick=\\"x\\">'
    archive = changed(written(), "tables/items.Version.jsonl", lambda content: content.replace(b"<p>", evil))
    empty_the_house()
    restored(archive)
    assert not Version.objects.filter(body__contains="script").exists()
    assert not Version.objects.filter(body__contains="onclick").exists()


def test_a_file_with_a_path_out_of_the_house_is_refused(shelves: Shelves) -> None:
    name = str(Attachment.objects.get().file).encode()
    archive = changed(
        written(),
        "tables/attachments.Content.jsonl",
        lambda content: content.replace(name, b"../../evil.webp"),
    )
    to = io.BytesIO(archive)
    with zipfile.ZipFile(to, "a") as added:
        added.writestr("files/../../evil.webp", b"evil")
    empty_the_house()
    with pytest.raises(Refused, match="damaged"):
        restored(to.getvalue())


def test_each_table_is_taken_along_or_named_as_left() -> None:
    """A name in LEFT_OUT that no table has would be a word about nothing."""
    assert set(everything()) >= moving.LEFT_OUT
    assert {model._meta.label for model in moving.tables()} == set(everything()) - moving.LEFT_OUT
    assert Role in moving.tables()
