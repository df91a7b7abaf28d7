"""Which rows a page shows. Rights, filters and order are one question to the database, so that no page is short and no
count says more than its reader may know.

A page begins after the row that the page before it ended with, never at an offset. Where few rows are asked for they are
sorted; where many are, the order is walked through until the page is full (decision 0037).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lubuk.domains.registers.asking import Asked, Filter
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.models import Cell, Mark
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

PER_PAGE = 50
MOST_COUNTED = (
    1_000  # past that a page says "more than 1,000": nobody reads the difference, and it is paid at each page
)
SELECTIVE = 2_000  # a filter that leaves no more is asked first

type Place = tuple[bool, str, float, int]  # empty?, words, amount, item: where a page begins


@dataclass(frozen=True)
class Found:
    """Which rows there are: `few` are their ids when they are no more than MOST_COUNTED."""

    items: ItemQuerySet
    count: int
    few: list[int] | None

    @property
    def is_counted(self) -> bool:
        return self.few is not None


@dataclass(frozen=True)
class Page:
    ids: list[int]
    after: Place | None  # where the next page begins, when there is one


def find(asked: Asked, reader: Reader, *, but: str = "") -> Found:
    """The rows that this reader may see and that say what is asked; `but` names a column whose filter is left out."""
    items = Item.objects.published_to(reader).filter(kind=asked.kind.key).order_by()
    for name, one in asked.filters.items():
        if name != but:
            items = items.filter(condition(asked.kind.key, one))
    ids = list(items.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    few = ids if len(ids) <= MOST_COUNTED else None
    return Found(items, min(len(ids), MOST_COUNTED), few)


def condition(kind: str, one: Filter) -> Q:
    """A filter that leaves little becomes the ids it leaves, so that the database begins there; another one is a list
    that it makes once: asked of each row, three of them together took seconds."""
    rows = rows_for(kind, one)
    if rows is None:
        return Q(pk__in=[])
    ids = list(rows.values_list("item_id", flat=True)[: SELECTIVE + 1])
    if len(ids) <= SELECTIVE:
        return Q(pk__in=ids)
    return Q(pk__in=rows.values("item_id"))


def rows_for(kind: str, one: Filter) -> QuerySet[Any] | None:
    """Rows of a narrow table that say what is asked; None when nothing can."""
    column = one.column
    cells = Cell.objects.filter(kind=kind, column=column.name).order_by()
    if one.filled:
        cells = cells.filter(is_empty=one.filled == "empty")
    if one.answers:
        wanted = below(column, one.answers) if column.asked == "below" else list(one.answers)
        marks = Mark.objects.filter(kind=kind, column=column.name, token__in=wanted).order_by()
        return None if not wanted or one.filled == "empty" else marks.distinct()
    if one.words:
        cells = cells.filter(is_empty=False, words__contains=one.words.casefold())
    low, high = one.limits()
    if low is not None or high is not None:
        name = "words" if column.asked == "days" else "amount"
        cells = cells.filter(is_empty=False)
        cells = cells.filter(**{f"{name}__gte": low}) if low is not None else cells
        cells = cells.filter(**{f"{name}__lte": high}) if high is not None else cells
    return cells


def below(column: Column, answers: Iterable[str]) -> list[str]:
    """The places of these short names, and those below them."""
    model: Any = Unit if column.definition.type == "unit" else Subject
    within = Q(pk__in=[])
    for path in model.objects.filter(slug__in=list(answers)).values_list("path", flat=True):
        within |= Q(path__startswith=path)
    return [str(pk) for pk in model.objects.filter(within).order_by().values_list("pk", flat=True)]


def page_of(asked: Asked, found: Found, after: Place | None, size: int = PER_PAGE) -> Page:
    """Filled rows in their order, then those with nothing in the column, whichever way it is sorted."""
    wanted = size + 1
    rows: list[Place] = []
    if after is None or not after[0]:
        rows = places(asked, found, after, wanted, is_empty=False)
        after = None
    if len(rows) < wanted:
        rows += places(asked, found, after, wanted - len(rows), is_empty=True)
    more = len(rows) > size
    return Page([row[3] for row in rows[:size]], rows[size - 1] if more else None)


def places(asked: Asked, found: Found, after: Place | None, size: int, *, is_empty: bool) -> list[Place]:
    cells = Cell.objects.filter(kind=asked.kind.key, column=asked.sort.name, is_empty=is_empty)
    if found.few is not None:
        cells = cells.filter(item_id__in=found.few)
    else:
        cells = cells.filter(Exists(found.items.filter(pk=OuterRef("item_id"))))
    if after is not None:
        cells = cells.filter(beyond(after, down=asked.is_down))
    way = "-" if asked.is_down else ""
    ordered = cells.order_by(f"{way}words", f"{way}amount", f"{way}item_id")
    return list(ordered.values_list("is_empty", "words", "amount", "item_id")[:size])


def beyond(after: Place, *, down: bool) -> Q:
    _empty, words, amount, item = after
    on = "lt" if down else "gt"
    same = Q(words=words) & (Q(**{f"amount__{on}": amount}) | Q(amount=amount, **{f"item_id__{on}": item}))
    # The first condition alone lets the database begin in the index; the second is exact.
    return Q(**{f"words__{on}e": words}) & (Q(**{f"words__{on}": words}) | same)


def as_text(place: Place) -> str:
    return json.dumps(place, separators=(",", ":"))


def read_place(text: str) -> Place | None:
    """What `as_text` wrote; None for anything else."""
    try:
        empty, words, amount, item = json.loads(text[:2000])
        fits = isinstance(words, str) and "\0" not in words and isinstance(item, int) and 0 <= item < 2**63
        return (bool(empty), words, float(amount), item) if fits and isfinite(float(amount)) else None
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None
