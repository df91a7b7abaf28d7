"""How many of the rows give each answer: counted among what this reader may see and nothing else.

Only of the rows that are counted at all: past that, every answer of the kind is offered, without a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lubuk.domains.registers.asking import Asked
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.models import Mark
from lubuk.domains.registers.narrowing import parts_of
from lubuk.domains.registers.paging import Found, find
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.conditions import said_of
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import lineage_of
from lubuk.foundation.units.models import Unit

MOST_PLACES = 300  # in a list to choose from


@dataclass(frozen=True)
class Answer:
    key: str
    label: str
    count: int | None  # None where there are too many rows to count
    is_chosen: bool


def answers(columns: list[Column], asked: Asked, found: Found, reader: Reader) -> dict[str, list[Answer]]:
    """What can be chosen in each of these columns, given what the other columns ask."""
    parts = parts_of(asked)
    among = {
        column: find(asked, reader, parts, but=column.name) if column.name in asked.filters else found
        for column in columns
    }
    given = marks_of(among)
    return {column.name: list(offered(column, asked, given.get(column))) for column in columns}


type Given = list[tuple[int, str]]  # item and answer


def marks_of(among: dict[Column, Found]) -> dict[Column, Given]:
    """By column, of rows that are counted: one question for all columns that look at the same rows."""
    given: dict[Column, Given] = {column: [] for column, found in among.items() if found.few is not None}
    for found in {id(found): found for found in among.values()}.values():
        named = {column.name: column for column, its in among.items() if its is found and column in given}
        marks = Mark.objects.filter(item_id__in=found.few or (), column__in=named).order_by()
        for name, item, token in marks.values_list("column", "item_id", "token"):
            given[named[name]].append((item, token))
    return given


def offered(column: Column, asked: Asked, given: Given | None) -> Iterator[Answer]:
    one = asked.filters.get(column.name)
    chosen = one.answers if one else ()
    for key, label, number in (placed if column.asked == "below" else worded)(column, given):
        if number != 0 or key in chosen:
            yield Answer(key, label, number, key in chosen)


def worded(column: Column, given: Given | None) -> Iterator[tuple[str, str, int | None]]:
    definition = column.definition
    keys = ["yes", "no"] if definition.type == "yes-no" else [key for key, _label in definition.choices]
    counts = None if given is None else Counter(token for _item, token in given)
    for key in [*keys, *sorted(set(counts or ()) - set(keys))]:
        yield key, said_of(key, definition), None if counts is None else counts[key]


def placed(column: Column, given: Given | None) -> Iterator[tuple[str, str, int | None]]:
    """Places in the order of their tree, each with the rows on it and below it."""
    model: Any = Unit if column.definition.type == "unit" else Subject
    counts = None if given is None else count_branches(model, given)
    nodes = model.objects.all() if counts is None else model.objects.filter(pk__in=counts)
    for node in nodes[:MOST_PLACES]:
        number = None if counts is None else counts[node.pk]
        yield node.slug, "\N{EM SPACE}" * node.depth + node.name, number


def count_branches(model: Any, given: Given) -> Counter[int]:
    """A row on two places of one branch counts once."""
    pairs = [(item, int(token)) for item, token in given]
    there = model.objects.filter(pk__in={place for _item, place in pairs}).order_by()
    lineages = {pk: lineage_of(path) for pk, path in there.values_list("pk", "path")}
    within = {(item, above) for item, place in pairs for above in lineages.get(place, ())}
    return Counter(above for _item, above in within)
