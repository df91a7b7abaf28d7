"""What each filter leaves of a register, as it is asked of the narrow tables.

A filter that leaves few rows becomes their ids, and the database begins there. One that leaves many is asked of each row
that comes up: a list of 20,000 rows, made to show fifty of them, would cost more than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from lubuk.domains.registers.asking import Asked, Filter
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.models import Cell, Mark
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

FEW = 1_000  # ids that are worth having by themselves; no more than a page counts
SAMPLE = 300  # rows that are looked at to find which filter leaves least


@dataclass(frozen=True)
class Part:
    """What one filter leaves: its ids where they are few, and always the rows of a narrow table that say it."""

    rows: QuerySet[Any]
    ids: frozenset[int] | None

    def holds_for(self, item: str) -> Exists:
        """Asked of one row: `item` is the name of the outer query's column that has the item's id."""
        return Exists(self.rows.filter(item_id=OuterRef(item)))


type Parts = dict[str, Part]  # by the name of the column


def lightest_first(kind: str, parts: list[Part]) -> list[Part]:
    """By how many of some rows each leaves: to count them all would cost more than to begin with the wrong one."""
    some = list(Item.objects.filter(kind=kind).order_by("-pk").values_list("pk", flat=True)[:SAMPLE])
    return sorted(parts, key=lambda part: part.rows.filter(item_id__in=some).count())


def parts_of(asked: Asked) -> Parts:
    return {name: part_of(asked.kind.key, one) for name, one in asked.filters.items()}


def part_of(kind: str, one: Filter) -> Part:
    rows = rows_for(kind, one)
    ids = rows.values_list("item_id", flat=True).distinct()[: FEW + 1]  # an item may give two of the answers
    found = frozenset(ids)
    return Part(rows, found if len(found) <= FEW else None)


def rows_for(kind: str, one: Filter) -> QuerySet[Any]:
    """Rows of a narrow table that say what is asked."""
    column = one.column
    if one.answers and one.filled != "empty":
        wanted = below(column, one.answers) if column.asked == "below" else list(one.answers)
        return Mark.objects.filter(kind=kind, column=column.name, token__in=wanted).order_by()
    cells = Cell.objects.filter(kind=kind, column=column.name).order_by()
    if one.answers:
        return cells.none()
    if one.filled:
        cells = cells.filter(is_empty=one.filled == "empty")
    if one.words:
        # Not LIKE: the words are in small letters, and looking for them as they are takes half the time.
        at = StrIndex(F("words"), Value(one.words.casefold()))
        cells = cells.filter(is_empty=False).alias(at=at).filter(at__gt=0)
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
