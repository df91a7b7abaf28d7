"""What the table of a kind can show: what every item has, and the kind's own fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise

from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind
from lubuk.foundation.items.kinds.field_types.base import FieldType
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.register_columns import ASKED, OF_EVERY_ITEM, UNORDERED, has_few_answers

MOST_AT_FIRST = 6  # columns of a kind whose pack names none


@dataclass(frozen=True, eq=False)  # one object a kind and name
class Column:
    definition: FieldDefinition
    words: str | Promise | None = None  # of a column that every item has

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def is_of_every_item(self) -> bool:
        return self.words is not None

    @property
    def label(self) -> str:
        return str(self.words if self.words is not None else self.definition)

    @property
    def type(self) -> FieldType:
        return FIELD_TYPES[self.definition.type]

    @property
    def asked(self) -> str:
        """How it is filtered: "words", "amounts", "days", "any" (of some answers), "below" (a place), or ""."""
        return ASKED.get(self.definition.type, "")

    @property
    def is_ordered(self) -> bool:
        return self.definition.type not in UNORDERED

    @property
    def is_amount(self) -> bool:
        return self.asked == "amounts"

    @property
    def has_marks(self) -> bool:
        return has_few_answers(self.definition.type) or self.definition.type == "person"


@cache  # a kind is one object as long as the process lives
def columns_of(kind: Kind) -> dict[str, Column]:
    common = {
        name: Column(FieldDefinition(name=name, type=of, label={}), words)
        for name, (of, words) in OF_EVERY_ITEM.items()
    }
    return common | {field.name: Column(field) for field in kind.fields}


def first_columns(kind: Kind) -> list[str]:
    """What is shown until somebody chooses."""
    known = columns_of(kind)
    named = [name for name in kind.register_columns if name in known]
    short = [field.name for field in kind.fields if not FIELD_TYPES[field.type].is_long]
    chosen = named or ([*short, "unit", "published"] if short else ["unit", "owner", "published", "check_by"])
    return ["title", *(name for name in chosen if name != "title")][: max(MOST_AT_FIRST, len(named) + 1)]


def first_order(kind: Kind) -> str:
    """A column, with "-" in front when the last comes first."""
    order = kind.register_sort
    column = columns_of(kind).get(order.removeprefix("-"))
    return order if column and column.is_ordered else "title"


def facets_of(kind: Kind) -> list[Column]:
    known = columns_of(kind)
    named = [known[name] for name in kind.register_facets if name in known]
    return [column for column in (named or known.values()) if has_few_answers(column.definition.type)]


def references_of(kind: Kind, rows: Iterable[dict[str, Any]], among: Iterable[str]) -> set[tuple[str, int]]:
    """All that the values of these columns point at."""
    known, names = columns_of(kind), list(among)
    return {
        reference
        for row in rows
        for name in names
        if name in row
        for reference in known[name].type.references(row[name], known[name].definition)
    }
