"""When the matter that an item is about was closed: the day that a field of its kind names (`Kind.closes`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Case, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind
from lubuk.foundation.items.kinds.field_types.times import is_day
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item


def closed_on(item: Item) -> date | None:
    """The day on which its matter was closed, as its readers are told; of a period the last. None while it is open, or
    where the kind has no field for it."""
    field = closing_field(kinds().get(item.kind))
    said = item.published.fields.get(field.name) if field and item.published else None
    day = str(said.get("to", "") if isinstance(said, dict) else said)
    return date.fromisoformat(day) if is_day(day) else None


def closing_field(kind: Kind | None) -> FieldDefinition | None:
    return kind.field(kind.closes) if kind and kind.closes else None


def closing_days() -> Case:
    """The same in SQL, for each kind from its own field: text as 2026-11-24, NULL or empty while it is open."""
    found = [(kind.key, field) for kind in kinds().values() if (field := closing_field(kind))]
    days = [
        When(
            kind=key,
            then=KeyTextTransform("to", KeyTransform(field.name, "published__fields"))
            if field.type == "period"
            else KeyTextTransform(field.name, "published__fields"),
        )
        for key, field in found
    ]
    return Case(*days, default=Value(""), output_field=TextField())


def never_closed(codes: Collection[str]) -> dict[str, list[str]]:
    """Of these codes, of classes that count from the end of a matter, those that a kind names without saying when that
    is; each with the names of such kinds."""
    lacking: defaultdict[str, list[str]] = defaultdict(list)
    for kind in kinds().values():
        if kind.retention in codes and not kind.closes:
            lacking[kind.retention].append(kind.name)
    return dict(lacking)
