"""How many of the rows give each answer: counted among what this reader may see and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef

from lubuk.domains.registers.asking import Asked
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.models import Mark
from lubuk.domains.registers.paging import Found, find
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.conditions import said_of
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.stamp import stamp
from lubuk.foundation.trees import lineage_of
from lubuk.foundation.units.models import Unit
from lubuk.ui.keeping import Kept

MOST_PLACES = 300  # in a list to choose from

kept: Kept[Counter[str]] = Kept(most=500)  # columns of the registers that are looked at most


@dataclass(frozen=True)
class Answer:
    key: str
    label: str
    count: int | None  # None where it would take too long to say
    is_chosen: bool


def answers(column: Column, asked: Asked, found: Found, reader: Reader) -> list[Answer]:
    """What can be chosen in the column, given what the other columns ask."""
    others = find(asked, reader, but=column.name) if column.name in asked.filters else found
    counts = count(column, asked, others, reader)
    one = asked.filters.get(column.name)
    chosen = one.answers if one else ()
    offered = placed(column, counts, others) if column.asked == "below" else worded(column, counts)
    return [
        Answer(key, label, number, key in chosen)
        for key, label, number in offered
        if number != 0 or key in chosen
    ]


def count(column: Column, asked: Asked, found: Found, reader: Reader) -> Counter[str]:
    marks = Mark.objects.filter(kind=asked.kind.key, column=column.name).order_by()
    if found.few is not None:
        return Counter(dict(marks.filter(item_id__in=found.few).values_list("token").annotate(Count("pk"))))
    # Many rows are counted once after each act for all who stand alike and ask the same.
    pairs = [tuple(one.pairs()) for name, one in asked.filters.items() if name != column.name]
    key = (stamp(), standing(reader), asked.kind.key, column.name, tuple(pairs))
    known = kept.get(key)
    if known is None:
        among = marks.filter(Exists(found.items.filter(pk=OuterRef("item_id"))))
        known = Counter(dict(among.values_list("token").annotate(Count("pk"))))
        kept.keep(key, known)
    return known


def worded(column: Column, counts: Counter[str]) -> Iterator[tuple[str, str, int]]:
    definition = column.definition
    keys = ["yes", "no"] if definition.type == "yes-no" else [key for key, _label in definition.choices]
    for key in [*keys, *sorted(set(counts) - set(keys))]:
        yield key, said_of(key, definition), counts[key]


def placed(column: Column, counts: Counter[str], found: Found) -> Iterator[tuple[str, str, int | None]]:
    """Places in the order of their tree. A place's count is the sum of those below it where a row has one place."""
    model: Any = Unit if column.definition.type == "unit" else Subject
    ids = [int(token) for token in counts]
    has_one = not column.definition.many and column.name != "subjects"
    paths = model.objects.filter(pk__in=ids).order_by().values_list("pk", "path")
    lineages = {pk: lineage_of(path) for pk, path in paths}
    total = Counter[int]()
    if has_one:
        for pk, above in lineages.items():
            total.update(dict.fromkeys(above, counts[str(pk)]))
    elif found.few is not None:
        total = count_branches(column, found.few, lineages)
    nodes = model.objects.filter(pk__in={pk for line in lineages.values() for pk in line})
    for node in nodes[:MOST_PLACES]:
        number = total[node.pk] if has_one or found.few is not None else None
        yield node.slug, "\N{EM SPACE}" * node.depth + node.name, number


def count_branches(column: Column, ids: list[int], lineages: dict[int, list[int]]) -> Counter[int]:
    """A row on two places of one branch counts once."""
    marks = Mark.objects.filter(column=column.name, item_id__in=ids).order_by()
    pairs = {
        (item, above)
        for item, token in marks.values_list("item_id", "token")
        for above in lineages.get(int(token), ())
    }
    return Counter(above for _item, above in pairs)
