"""How many of the rows give each answer: counted among what this reader may see and nothing else.

Only of the rows that are counted at all: past that, every answer of the kind is offered, without a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from lubuk.domains.registers.asking import Asked
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.models import Mark
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


def answers(column: Column, asked: Asked, found: Found, reader: Reader) -> list[Answer]:
    """What can be chosen in the column, given what the other columns ask."""
    others = find(asked, reader, but=column.name) if column.name in asked.filters else found
    one = asked.filters.get(column.name)
    chosen = one.answers if one else ()
    offered = placed(column, others.few) if column.asked == "below" else worded(column, others.few)
    return [
        Answer(key, label, number, key in chosen)
        for key, label, number in offered
        if number != 0 or key in chosen
    ]


def worded(column: Column, few: list[int] | None) -> Iterator[tuple[str, str, int | None]]:
    definition = column.definition
    keys = ["yes", "no"] if definition.type == "yes-no" else [key for key, _label in definition.choices]
    counts = None if few is None else counted(column, few)
    for key in [*keys, *sorted(set(counts or ()) - set(keys))]:
        yield key, said_of(key, definition), None if counts is None else counts[key]


def counted(column: Column, ids: list[int]) -> Counter[str]:
    marks = Mark.objects.filter(item_id__in=ids, column=column.name).order_by()
    return Counter(dict(marks.values_list("token").annotate(Count("pk"))))


def placed(column: Column, few: list[int] | None) -> Iterator[tuple[str, str, int | None]]:
    """Places in the order of their tree, each with the rows on it and below it."""
    model: Any = Unit if column.definition.type == "unit" else Subject
    counts = None if few is None else count_branches(model, column, few)
    nodes = model.objects.all() if counts is None else model.objects.filter(pk__in=counts)
    for node in nodes[:MOST_PLACES]:
        number = None if counts is None else counts[node.pk]
        yield node.slug, "\N{EM SPACE}" * node.depth + node.name, number


def count_branches(model: Any, column: Column, ids: list[int]) -> Counter[int]:
    """A row on two places of one branch counts once."""
    marks = Mark.objects.filter(item_id__in=ids, column=column.name).order_by()
    pairs = [(item, int(token)) for item, token in marks.values_list("item_id", "token")]
    there = model.objects.filter(pk__in={place for _item, place in pairs}).order_by()
    lineages = {pk: lineage_of(path) for pk, path in there.values_list("pk", "path")}
    within = {(item, above) for item, place in pairs for above in lineages.get(place, ())}
    return Counter(above for _item, above in within)
