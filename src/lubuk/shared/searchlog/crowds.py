"""Which unit a search may be told of: the nearest one that is a crowd."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.trail.stamp import kept_under_stamp
from lubuk.foundation.units.models import Unit

CROWD = 10  # people of a unit and below it: among fewer, colleagues guess who asked


@dataclass(frozen=True, slots=True)
class Crowd:
    institution_id: int | None
    unit_id: (
        int | None
    )  # the unit itself or the nearest above it that is one; None when not even the institution is


NOBODYS = Crowd(None, None)


@kept_under_stamp
def crowds() -> dict[int, Crowd]:
    """By the id of each unit."""
    units = list(Unit.objects.order_by())
    people = Counter[int]()
    own = Counter(Person.objects.filter(is_active=True, unit__isnull=False).values_list("unit_id", flat=True))
    for unit in units:
        for above in unit.lineage:
            people[above] += own[unit.pk]
    return {unit.pk: Crowd(unit.institution_id, nearest(unit, people)) for unit in units}


def nearest(unit: Unit, people: Counter[int]) -> int | None:
    return next((pk for pk in reversed(unit.lineage) if people[pk] >= CROWD), None)
