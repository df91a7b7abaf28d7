"""What is announced about places. The search index knows their names and positions, so it must hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lubuk.foundation.announcing import Announcement

if TYPE_CHECKING:
    from lubuk.foundation.places.queries import Place
    from lubuk.foundation.trees import TreeNode


def reference(place: TreeNode | None) -> str:
    """As the trail names a place: "unit 4"; "" for none."""
    return f"{place._meta.model_name} {place.pk}" if place else ""


@dataclass(frozen=True, kw_only=True)
class PlaceAnnouncement(Announcement):
    place: Place
    from_state: str = ""
    to_state: str = ""

    @property
    def about(self) -> str:
        return reference(self.place)


class PlaceAdded(PlaceAnnouncement):
    """A new unit, subject or section; `to_state` is its parent."""


class PlaceRenamed(PlaceAnnouncement):
    """Its name changed in at least one language; the address stays."""


class PlaceDefined(PlaceAnnouncement):
    """A subject is explained in other words."""


class PlaceMoved(PlaceAnnouncement):
    """It hangs under another parent with all below it; the states are the parents."""


@dataclass(frozen=True, kw_only=True)
class UnitEmptied(PlaceAnnouncement):
    """People, pages and sections of the unit and of those below it went to another one, `to_state`."""

    item_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class TagChanged(Announcement):
    """A free word became another one, or a subject: `to_state`."""

    about: str
    from_state: str
    to_state: str
    item_ids: tuple[int, ...]


class UnitClosed(PlaceAnnouncement):
    """Nobody is placed there any more; what stood there once is still read."""


class UnitReopened(PlaceAnnouncement):
    """… and can be used again."""


@dataclass(frozen=True, kw_only=True)
class PlaceMerged(PlaceAnnouncement):
    """A subject is part of another one now, `to_state`; `from_state` is the name it had."""

    into: Place
    item_ids: tuple[int, ...]


class PlaceRemoved(PlaceAnnouncement):
    """An unused subject or section is gone; `from_state` is the name it had."""
