"""Which unit a search may be told of: the nearest one that is a crowd."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.trail.stamp import stamp
from lubuk.foundation.units.models import Unit

CROWD = 10  # people of a unit and below it: among fewer, colleagues guess who asked


@dataclass(frozen=True, slots=True)
class Crowd:
    institution_id: int | None
    unit_id: (
        int | None
    )  # the unit itself or the nearest above it that is one; None when not even the institution is


NOBODYS = Crowd(None, None)


def crowds() -> dict[int, Crowd]:
    """By the id of each unit."""
    now = stamp()
    return kept(now) if now else counted()


@lru_cache(maxsize=1)
def kept(stamp: str) -> dict[int, Crowd]:
    """Counted anew after each act: people come and go."""
    return counted()


def counted() -> dict[int, Crowd]:
    units = list(Unit.objects.order_by())
    people = Counter[int]()
    own = Counter(Person.objects.filter(is_active=True, unit__isnull=False).values_list("unit_id", flat=True))
    for unit in units:
        for above in unit.lineage:
            people[above] += own[unit.pk]
    return {unit.pk: Crowd(unit.institution_id, nearest(unit, people)) for unit in units}


def nearest(unit: Unit, people: Counter[int]) -> int | None:
    return next((pk for pk in reversed(unit.lineage) if people[pk] >= CROWD), None)
