"""What an address asks of a register: which columns, in which order, of which rows.

    ?columns=title,fee&sort=-fee&f.status=in-force&f.fee.from=1000&f.due.is=filled

What an address says wrong is left out, and where somebody typed it, told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from lubuk.domains.registers.columns import Column, columns_of, first_columns, first_order
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.amounts import AmountField

MOST_COLUMNS = 40
MOST_LETTERS = 200  # of one word of a filter
MOST_ANSWERS = 100
FILLED = ("filled", "empty")


@dataclass(frozen=True)
class Filter:
    """What one column must say. Empty parts ask nothing."""

    column: Column
    words: str = ""
    answers: tuple[str, ...] = ()
    low: str = ""  # as it was typed
    high: str = ""
    filled: str = ""  # "filled" or "empty"
    problem: str = ""

    @property
    def is_asked(self) -> bool:
        return bool(self.words or self.answers or self.low or self.high or self.filled) and not self.problem

    def pairs(self) -> list[tuple[str, str]]:
        name = f"f.{self.column.name}"
        said = [(name, word) for word in (*self.answers, self.words)]
        said += [(f"{name}.from", self.low), (f"{name}.to", self.high), (f"{name}.is", self.filled)]
        return [(key, value) for key, value in said if value]

    def limits(self) -> tuple[float | str | None, float | str | None]:
        """Low and high as the narrow table has them: numbers, or days as text. Raises ValidationError."""
        read = read_day if self.column.asked == "days" else read_amount
        low, high = (read(end) if end else None for end in (self.low, self.high))
        return low, high


@dataclass(frozen=True)
class Asked:
    kind: Kind
    columns: tuple[Column, ...]
    sort: Column
    is_down: bool = False
    filters: Mapping[str, Filter] = field(default_factory=dict)  # by the name of the column; those that ask

    @property
    def order(self) -> str:
        return f"{'-' if self.is_down else ''}{self.sort.name}"

    def query(self) -> str:
        """The shortest address that asks the same."""
        said: list[tuple[str, str]] = []
        names = [column.name for column in self.columns]
        if names != first_columns(self.kind):
            said.append(("columns", ",".join(names)))
        if self.order != first_order(self.kind):
            said.append(("sort", self.order))
        for one in self.filters.values():
            said += one.pairs()
        return urlencode(said, safe=",")

    def with_columns(self, names: list[str]) -> Self:
        known = columns_of(self.kind)
        return replace(self, columns=tuple(known[name] for name in names))

    def sorted_by(self, column: Column, *, down: bool) -> Self:
        return replace(self, sort=column, is_down=down)

    def without(self, name: str) -> Self:
        return replace(self, filters={key: one for key, one in self.filters.items() if key != name})


def read_asked(kind: Kind, said: QueryDict) -> tuple[Asked, dict[str, Filter]]:
    """What is asked, and what was typed wrong, each with its problem."""
    known = columns_of(kind)
    names = [name for part in said.getlist("columns") for name in part.split(",") if name in known]
    chosen = list(dict.fromkeys(names))[:MOST_COLUMNS] or first_columns(kind)
    order = said.get("sort", "")
    column = known.get(order.removeprefix("-"))
    if column is None or not column.is_ordered:
        order = first_order(kind)
    filters = {name: read_filter(one, said) for name, one in known.items()}
    asked = Asked(
        kind,
        tuple(known[name] for name in chosen),
        known[order.removeprefix("-")],
        order.startswith("-"),
        {name: one for name, one in filters.items() if one.is_asked},
    )
    return asked, {name: one for name, one in filters.items() if one.problem}


def read_filter(column: Column, said: QueryDict) -> Filter:
    name = f"f.{column.name}"

    def word(key: str) -> str:
        return " ".join(said.get(key, "").replace("\0", "").split())[:MOST_LETTERS]

    more: dict[str, Any] = {"filled": word(f"{name}.is") if word(f"{name}.is") in FILLED else ""}
    if column.asked == "words":
        more["words"] = word(name)
    elif column.asked in ("any", "below"):
        answers = dict.fromkeys(
            text[:MOST_LETTERS] for text in said.getlist(name) if text and "\0" not in text
        )
        more["answers"] = tuple(answers)[:MOST_ANSWERS]
    elif column.asked in ("amounts", "days"):
        more |= {"low": word(f"{name}.from"), "high": word(f"{name}.to")}
    found = Filter(column, **more)
    try:
        found.limits()
    except ValidationError as error:
        return replace(found, problem=" ".join(error.messages))
    return found


def read_amount(text: str) -> float:
    return float(AmountField(max_digits=18, decimal_places=6).clean(text))


def read_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a day. Write it as 2026-11-24.") % {"text": text[:80]}
        ) from error
