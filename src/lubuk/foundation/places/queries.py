"""What stands in a place and below it."""

from __future__ import annotations

from typing import Any

from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

type Place = Unit | Subject | Section


def items_within(place: Place) -> ItemQuerySet:
    """Every item there, whoever may see it: for search and for counting. Pages ask `visible_to` of it."""
    tree: Any = type(place).objects
    below = tree.within(place).values_list("pk", flat=True)
    if isinstance(place, Unit):
        return Item.objects.filter(unit__in=below)
    if isinstance(place, Section):
        return Item.objects.filter(section__in=below)
    return Item.objects.about(below)
