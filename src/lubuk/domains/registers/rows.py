"""From ids to rows: what the columns that are wanted say of each item, as their types keep it.

Read as plain values: a page of models would take longer to be made than the page to be drawn. Rights are asked before,
in `paging`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from lubuk.domains.registers.columns import Column, columns_of
from lubuk.foundation.items.kinds.conditions import asked
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.base import is_blank
from lubuk.foundation.items.models import Item, ItemSubject

READ = (
    "pk", "number", "title", "language", "unit_id", "owner_id", "published_at", "changed_at", "check_by",
    "published_id", "published__revision", "published__fields",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    number: str
    title: str
    language: str
    version: int  # the text that readers see, and which wording of it
    revision: int
    values: dict[str, Any]  # by column, as kept; without what is empty or not asked for


def rows_of(kind: Kind, ids: Sequence[int], names: Collection[str]) -> list[Row]:
    """In the order of the ids; of an item whose text is not published any more there is no row."""
    subjects = subjects_of(ids) if "subjects" in names else {}
    wanted = [(name, column) for name, column in columns_of(kind).items() if name in names]
    has_conditions = any(column.definition.when for _name, column in wanted)
    found = {}
    items = Item.objects.filter(pk__in=ids, published__isnull=False).order_by()
    for told in items.values_list(*READ):
        pk, number, title, language, *_places, version, revision, fields = told
        asked_for = {field.name for field in asked(kind, fields)} if has_conditions else None
        common = of_every(told, subjects, names)
        values = dict(values_among(wanted, common, fields, asked_for))
        found[pk] = Row(pk, number, title, language, version, revision, values)
    return [found[pk] for pk in ids if pk in found]


def values_among(
    wanted: list[tuple[str, Column]],
    common: dict[str, Any],
    fields: dict[str, Any],
    asked_for: set[str] | None,
) -> Iterator[tuple[str, Any]]:
    for name, column in wanted:
        if column.is_of_every_item:
            value = common.get(name)
        else:
            value = fields.get(name) if asked_for is None or name in asked_for else None
        if not is_blank(value) and column.type.fits(value, column.definition):
            yield name, value


def of_every(told: Sequence[Any], subjects: dict[int, list[int]], names: Collection[str]) -> dict[str, Any]:
    pk, number, title, _language, unit, owner, published_at, changed_at, check_by, *_version = told
    return {
        "number": number,
        "title": title,
        "unit": unit,
        "subjects": subjects.get(pk),
        "owner": owner,
        "published": day_of(published_at) if "published" in names else None,
        "changed": day_of(changed_at) if "changed" in names else None,
        "check_by": check_by.isoformat() if check_by else None,
    }


def day_of(moment: datetime | None) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None


def subjects_of(ids: Iterable[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    pairs = ItemSubject.objects.filter(item__in=list(ids)).order_by("pk")
    for item, subject in pairs.values_list("item_id", "subject_id"):
        found[item].append(subject)
    return found
