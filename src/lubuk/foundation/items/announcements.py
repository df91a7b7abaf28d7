"""What is announced about items. lubuk/site/wiring.py says who listens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lubuk.foundation.announcing import Announcement

if TYPE_CHECKING:
    from lubuk.foundation.items.models import Item, Version


@dataclass(frozen=True, kw_only=True)
class ItemAnnouncement(Announcement):
    item: Item
    version: Version | None = None
    from_state: str = ""
    to_state: str = ""
    item_id: int = field(init=False)  # kept apart: an item that is thrown away forgets its own

    def __post_init__(self) -> None:
        object.__setattr__(self, "item_id", self.item.pk)


class Begun(ItemAnnouncement):
    """An item exists, as a draft."""


class Published(ItemAnnouncement):
    """A version became the one that readers see."""


class Stepped(ItemAnnouncement):
    """The item, or the version being written, took a step of its flow that didn't publish it."""


class Approved(ItemAnnouncement):
    """One of several who have to approve a text did; others are still to come."""


class Endorsed(ItemAnnouncement):
    """A steward made the item official."""


class Confirmed(ItemAnnouncement):
    """The item is still correct."""


class ConfirmationTakenBack(ItemAnnouncement):
    """… it was said too early."""


class AudienceChanged(ItemAnnouncement):
    """Others than before may see the item."""


class Placed(ItemAnnouncement):
    """Unit, section, subjects or tags changed."""


class HandedOver(ItemAnnouncement):
    """Another person owns the item now."""


class Restored(ItemAnnouncement):
    """An earlier text is the draft again."""


class MovedToKindVersion(ItemAnnouncement):
    """The item follows the definition that its kind has today; the states are fingerprints."""


class Acknowledged(ItemAnnouncement):
    """A person says that they have read it."""


class Linked(ItemAnnouncement):
    """It is linked to another item with a meaning: `to_state`."""


class Unlinked(ItemAnnouncement):
    """… and no more: `from_state`."""


class Discarded(ItemAnnouncement):
    """A draft that was never published is gone."""


@dataclass(frozen=True, kw_only=True)
class PartAnnouncement(ItemAnnouncement):
    """About an item that holds others; the trail keeps the part's number in `to_state` or `from_state`."""

    part: Item


class PartAdded(PartAnnouncement):
    """Another item is part of it now."""


class PartRemoved(PartAnnouncement):
    """… and no longer."""


class PartMoved(PartAnnouncement):
    """A part stands at another place among the parts."""
