"""Which rows a page shows. Rights, filters and order are one question to the database, so that no page is short and no
count says more than its reader may know.

A page begins after the row that the page before it ended with, never at an offset. Where few rows are asked for they are
sorted; where many are, the order is walked through until the page is full (decision 0037).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lubuk.domains.registers.asking import Asked
from lubuk.domains.registers.models import Cell
from lubuk.domains.registers.narrowing import Part, Parts, lightest_first, parts_of
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.trail.stamp import stamp
from lubuk.ui.keeping import Kept

PER_PAGE = 50
MOST_COUNTED = (
    1_000  # past that a page says "more than 1,000": nobody reads the difference, and it is paid at each page
)

MOST_KEPT = 500  # answers; each has a thousand ids at most
MOST_KEPT_SECONDS = 60  # of rows that the worker writes anew no act tells

type Place = tuple[bool, str, float, int]  # empty?, words, amount, item: where a page begins


@dataclass(frozen=True)
class Found:
    """Which rows there are: `few` are their ids when they are no more than MOST_COUNTED; else `conditions` are asked of
    each cell that comes up."""

    count: int
    few: list[int] | None
    conditions: list[Any]

    @property
    def is_counted(self) -> bool:
        return self.few is not None

    def cells_of(self, asked: Asked) -> QuerySet[Cell]:
        """One for each row: where it stands in the order that is asked."""
        cells = Cell.objects.filter(kind=asked.kind.key, column=asked.sort.name)
        return cells.filter(*([Q(item_id__in=self.few)] if self.few is not None else self.conditions))


lately = Kept[tuple[float, Found]](MOST_KEPT)  # each with the moment until which it is good


@dataclass(frozen=True)
class Page:
    ids: list[int]
    after: Place | None  # where the next page begins, when there is one


def found_lately(asked: Asked, reader: Reader) -> Found:
    """What `find` says, kept until something is done: who sorts anew or turns the page asks the same again."""
    now = stamp()
    filters = tuple(pair for one in asked.filters.values() for pair in one.pairs())
    key = (now, standing(reader), asked.kind.key, filters)
    until, found = (lately.get(key) if now else None) or (0, None)
    if found is None or until < time.monotonic():
        found = find(asked, reader)
        if now:
            lately.keep(key, (time.monotonic() + MOST_KEPT_SECONDS, found))
    return found


def find(asked: Asked, reader: Reader, parts: Parts | None = None, *, but: str = "") -> Found:
    """The rows that this reader may see and that say what is asked; `but` names a column whose filter is left out."""
    known = parts_of(asked) if parts is None else parts
    mine = [part for name, part in known.items() if name != but]
    seen = Item.objects.published_to(reader).filter(kind=asked.kind.key).order_by()
    if any(part.ids is not None for part in mine):
        ids, conditions = from_ids(seen, mine)
    else:
        ids, conditions = from_rows(seen, lightest_first(asked.kind.key, mine) if len(mine) > 1 else mine)
    ids = ids[: MOST_COUNTED + 1]
    few = list(dict.fromkeys(ids)) if len(ids) <= MOST_COUNTED else None
    return Found(min(len(ids), MOST_COUNTED), few, conditions)


def from_ids(seen: ItemQuerySet, parts: list[Part]) -> tuple[list[int], list[Any]]:
    """At least one filter leaves few: the rows are among its ids."""
    among = frozenset.intersection(*(part.ids for part in parts if part.ids is not None))
    items = seen.filter(pk__in=among).filter(*(part.holds_for("pk") for part in parts if part.ids is None))
    ids = list(items.values_list("pk", flat=True))
    return ids, [Q(item_id__in=ids)]


def from_rows(seen: ItemQuerySet, parts: list[Part]) -> tuple[list[int], list[Any]]:
    """Each filter leaves many, the first one least, or there is none: looked for until there are too many to count."""
    is_seen = Exists(seen.filter(pk=OuterRef("item_id")))
    if not parts:
        return list(seen.values_list("pk", flat=True)[: MOST_COUNTED + 1]), [is_seen]
    first, *others = parts
    rows = first.rows.filter(*(part.holds_for("item_id") for part in others), is_seen)
    ids = rows.values_list("item_id", flat=True).distinct()[: MOST_COUNTED + 1]
    return list(ids), [*(part.holds_for("item_id") for part in parts), is_seen]


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
    cells = found.cells_of(asked).filter(is_empty=is_empty)
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
        fits = (
            isinstance(words, str) and "\0" not in words and isinstance(item, int) and 0 <= item <= BIGGEST_ID
        )
        return (bool(empty), words, float(amount), item) if fits and isfinite(float(amount)) else None
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None
