"""The sample's items: begun, written, reviewed, endorsed and dated as their files say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lubuk.domains.records import tables
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import get, kind_of
from lubuk.foundation.items.models import Endorsement, Item, Link, Phase
from lubuk.foundation.items.permissions import can_endorse, can_publish, can_take
from lubuk.shared.attachments.actions import claim_files, keep_drawing, upload_file
from lubuk.shared.notifications.models import Notice
from lubuk.shared.retention.actions import set_class
from lubuk.shared.retention.permissions import can_schedule
from lubuk.site.sample.places import Places, load_places, read
from lubuk.site.sample.talking import load_conversations

REFERENCE = re.compile(r'(?:href|src)="(item|person|picture):([^"]+)"')


@dataclass(frozen=True)
class Sample:
    """What was made, and the logins to look at it with."""

    people: list[Person]
    password: str
    items: int


@transaction.atomic
def load_sample() -> Sample:
    folder = Path(settings.PACKS_DIR) / "sample"
    places = load_places(folder)
    said = {
        entry["key"]: entry for entry in (read(path) for path in sorted((folder / "items").glob("*.yaml")))
    }
    load_schedule(folder, list(places.people.values()))
    items = {key: begun(entry, places) for key, entry in said.items()}
    for key, item in items.items():
        write(item, said[key], items, places, folder)
    for key, item in items.items():
        if not said[key].get("draft"):
            lead_to_readers(item, said[key], list(places.people.values()))
    load_conversations(folder, items, places.people)
    return Sample(list(places.people.values()), places.password, len(items))


def load_schedule(folder: Path, people: list[Person]) -> None:
    officer = next(person for person in people if can_schedule(person))
    for row in tables.read((folder / "retention.csv").read_bytes()):
        set_class(row.code, by=officer, **row.values)


def begun(said: dict[str, Any], places: Places) -> Item:
    kind = get(said["kind"])
    assert kind is not None, said["kind"]
    owner = places.people[said["owner"]]
    return actions.begin(
        kind,
        by=owner,
        unit=places.units[said["unit"]],
        language=said["language"],
        audience=said["audience"],
        writing=Writing(title=said["title"], summary=said.get("summary", "")),
    )


def write(item: Item, said: dict[str, Any], items: dict[str, Item], places: Places, folder: Path) -> None:
    owner, draft = item.owner, item.draft
    assert draft is not None

    def resolved(html: str) -> str:
        return REFERENCE.sub(lambda found: address(found[1], found[2], items, places, owner, folder), html)

    pointed_at = {key: other.pk for key, other in items.items()}
    filling = Filling(resolved, pointed_at, Finder(owner))
    fields = {
        definition.name: filling.value_of(said["fields"][definition.name], definition)
        for definition in kind_of(item).fields
        if definition.name in said.get("fields", {})
    }
    fields |= {name: files_in(rows, folder, owner) for name, rows in said.get("files", {}).items()}
    writing = Writing(
        title=said["title"],
        summary=said.get("summary", ""),
        body=resolved(said.get("body") or ""),
        fields=fields,
    )
    actions.save_draft(item, writing, by=owner, from_version=draft.pk, revision=draft.revision)
    claim_files(item, by=owner)
    actions.place(
        item,
        by=owner,
        unit=item.unit,
        section=places.sections.get(said.get("section", "")),
        subjects=[places.subjects[slug] for slug in said.get("subjects", [])],
        tags=said.get("tags", []),
    )
    readers = [places.people[name] for name in said.get("readers", [])]
    actions.change_audience(item, said["audience"], by=owner, readers=readers)
    if other := said.get("translation_of"):
        Link.objects.get_or_create(source=item, target=items[other], meaning=Link.TRANSLATION)


def files_in(rows: list[dict[str, str]], folder: Path, owner: Person) -> list[dict[str, str]]:
    """The files of one field: each a name in the sample's folder of files, and what it is."""
    kept = []
    for row in rows:
        with (folder / "files" / row["file"]).open("rb") as file:
            attachment = upload_file(file, row["file"], by=owner)
        kept.append(
            {"file": str(attachment.key), "name": attachment.given_name, "about": row.get("about", "")}
        )
    return kept


@dataclass(frozen=True)
class Filling:
    """Fields as the files write them: like the cells of a spreadsheet, days counted from today, items by their key."""

    resolved: Callable[[str], str]
    items: dict[str, int]
    finder: Finder

    def value_of(self, said: Any, definition: FieldDefinition) -> Any:
        if isinstance(said, dict):
            return self.days(said)
        if definition.type == "item":
            return [self.items[key] for key in said]
        if definition.type == "rows":
            columns = {column.name: column for column in definition.columns}
            return [{name: self.value_of(cell, columns[name]) for name, cell in row.items()} for row in said]
        if definition.type == "rich-text":
            return self.resolved(said)
        return FIELD_TYPES[definition.type].from_plain(str(said), definition, self.finder)

    def days(self, said: dict[str, Any]) -> Any:
        """{days_ago: 3} is a day, {from: {days_ago: 9}, to: {days_ago: 3}} a period."""
        if "days_ago" in said:
            return (timezone.localdate() - timedelta(days=said["days_ago"])).isoformat()
        return {name: self.days(day) for name, day in said.items()}


def address(sort: str, key: str, items: dict[str, Item], places: Places, owner: Person, folder: Path) -> str:
    if sort == "item":
        return f'data-item="{items[key].pk}" href="/items/{items[key].pk}/"'
    if sort == "person":
        person = places.people[key]
        return f'class="person" data-person="{person.pk}" href="{person.get_absolute_url()}"'
    drawing = keep_drawing(folder / "pictures" / key, by=owner)
    return f'src="{drawing.get_absolute_url()}" width="{drawing.content.width}" height="{drawing.content.height}"'


def lead_to_readers(item: Item, said: dict[str, Any], people: list[Person]) -> None:
    """Publish as people would: the owner where the flow lets them, else a steward after the owner has sent it."""
    item = Item.objects.get(pk=item.pk)
    submit = kind_of(item).flow.step("submit")
    if not can_publish(item.owner, item) and submit and can_take(item.owner, item, submit):
        actions.take_step(item, submit, by=item.owner)
    publisher = next((person for person in publishers(item, people)), None)
    if publisher is None:
        return
    actions.publish(item, by=publisher)
    if "endorsed_days_ago" in said:
        steward = next((person for person in people if can_endorse(person, item)), None)
        if steward:
            actions.endorse(item, by=steward)
    date_back(item, said)


def publishers(item: Item, people: list[Person]) -> Iterator[Person]:
    return (person for person in (item.owner, *people) if can_publish(person, item))


def date_back(item: Item, said: dict[str, Any]) -> None:
    """The one thing no action does: the sample has a past."""
    now = timezone.now()
    published = now - timedelta(days=said.get("age_days", 0))
    Item.objects.filter(pk=item.pk).update(created_at=published, published_at=published, changed_at=published)
    Notice.objects.filter(item=item).update(at=published, read_at=published)
    item.versions.update(created_at=published, changed_at=published, published_at=published)
    if item.endorsed_at:
        endorsed = now - timedelta(days=said["endorsed_days_ago"])
        Endorsement.objects.filter(item=item).update(at=endorsed)
        Item.objects.filter(pk=item.pk).update(endorsed_at=endorsed)
    if "check_by_days" in said and item.phase == Phase.PUBLISHED:
        Item.objects.filter(pk=item.pk).update(
            check_by=timezone.localdate() + timedelta(days=said["check_by_days"])
        )
