"""Keeps the narrow tables: in the act's own transaction, so that a register never shows an order of yesterday."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override

from lubuk.domains.registers.columns import Column, columns_of, references_of
from lubuk.domains.registers.models import MOST_WORDS, Cell, Mark
from lubuk.domains.registers.rows import rows_of
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.naming import PERSON, SUBJECT, UNIT, Names, names_for_all
from lubuk.foundation.items.kinds.registry import get, kinds
from lubuk.foundation.items.models import Item

AT_A_TIME = 500


def note_rows(said: Sequence[ItemAnnouncement]) -> None:
    """Acts may have changed what stands in the items' rows."""
    if ids := {one.item_id for one in said if one.item.pk and one.item.published_id}:
        fill(ids)


@transaction.atomic(savepoint=False)  # what can't be filled undoes the act that changed it
def fill(ids: Iterable[int]) -> None:
    """Write the rows of these items anew. Items of a kind that is in no pack have none."""
    for some in batched(ids, AT_A_TIME):
        by_kind: dict[str, list[int]] = {}
        for pk, key in Item.objects.filter(pk__in=some).order_by().values_list("pk", "kind"):
            by_kind.setdefault(key, []).append(pk)
        Cell.objects.filter(item__in=some).delete()
        Mark.objects.filter(item__in=some).delete()
        for key, of_it in by_kind.items():
            if kind := get(key):
                write(kind, of_it)


def write(kind: Kind, ids: list[int]) -> None:
    known = columns_of(kind)
    rows = [(row.pk, row.values) for row in rows_of(kind, ids, known)]
    # One order for all languages: that of the installation.
    with override(settings.LANGUAGE_CODE):
        # No items among the names: their titles are not everybody's to see, and so order nothing.
        names = names_for_all(references_of(kind, (values for _pk, values in rows), known))
        cells = [
            (pk, kind.key, column.name, *place(column, values.get(column.name), names))
            for pk, values in rows
            for column in known.values()
        ]
    marks = [
        (pk, kind.key, column.name, token)
        for pk, values in rows
        for column in known.values()
        if column.has_marks and column.name in values
        for token in tokens(column, values[column.name])
    ]
    insert(Cell, ("item_id", "kind", "column", "is_empty", "words", "amount"), cells)
    insert(Mark, ("item_id", "kind", "column", "token"), marks)


def insert(model: type[Cell | Mark], names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Written out: Django takes five times as long to make two million objects as a database to keep them."""
    quote = connection.ops.quote_name
    columns, values = ", ".join(map(quote, names)), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values})",  # noqa: S608 - our own names
            rows,
        )


def place(column: Column, value: Any, names: Names) -> tuple[bool, str, float]:
    """Empty?, words, amount."""
    if value is None or not column.is_ordered:
        return value is None, "", 0.0
    _nothing, words, amount = column.type.sort_key(value, column.definition, names)
    return False, words[:MOST_WORDS], float(amount)


def tokens(column: Column, value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    return {str(one)[:60] for one in (value if isinstance(value, list) else [value])}


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Every row anew, for a pack that orders its choices otherwise and for data that came past the actions."""
    ids = list(Item.objects.filter(published__isnull=False).order_by("pk").values_list("pk", flat=True))
    for done, some in enumerate(batched(ids, AT_A_TIME)):
        fill(some)
        progress(done * AT_A_TIME + len(some))
    return len(ids)


def rows_that_name(sort: str, pk: int) -> list[int]:
    """Ids of the items in whose rows the name of this person, unit or subject stands and orders them."""
    own = {PERSON: "owner", UNIT: "unit", SUBJECT: "item_subjects__subject"}[sort]
    found = set(Item.objects.filter(**{own: pk}).order_by().values_list("pk", flat=True))
    for kind in kinds().values():
        names = [field.name for field in kind.fields if field.type == sort]
        marks = Mark.objects.filter(kind=kind.key, column__in=names, token=str(pk))
        found.update(marks.values_list("item_id", flat=True))
    return sorted(found)
