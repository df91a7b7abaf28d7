"""What a page says about what it rests on, and what its translator sees beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lubuk.foundation.items.models import Item, Significance
from lubuk.shared.dependents.models import Basis


@dataclass(frozen=True)
class RestsOn:
    """A basis as the page tells of it: only where something has changed, and only to those who may read the source.

    `was` and `now` are numbers of versions of the source.
    """

    source_id: int
    is_translation: bool
    outdated_at: datetime | None
    was: int
    now: int


def changed_bases(item: Item) -> list[RestsOn]:
    """Those that have to be looked at, and translations that are merely a version behind."""
    rows = Basis.objects.filter(item=item).select_related("version", "source__published")
    return [
        RestsOn(
            row.source_id,
            row.is_translation,
            row.outdated_at,
            row.version.number,
            row.source.published.number,
        )
        for row in rows
        if row.source.published and (row.outdated_at or (row.is_translation and is_behind(row)))
    ]


def is_behind(basis: Basis) -> bool:
    """Whether the source says more than it did, spelling apart."""
    later = basis.source.versions.exclude(published_at=None).filter(number__gt=basis.version.number)
    return later.exclude(significance=Significance.MINOR).exists()


@dataclass(frozen=True)
class Told:
    """… with the source itself, for a reader who may see it."""

    rests_on: RestsOn
    source: Item


def told_of(bases: list[RestsOn], seen: Mapping[int, Item]) -> list[Told]:
    return [Told(basis, seen[basis.source_id]) for basis in bases if basis.source_id in seen]
