"""What is announced of searches that the office tends."""

from __future__ import annotations

from lubuk.foundation.items.announcements import ItemAnnouncement


class Pinned(ItemAnnouncement):
    """It stands first for a search in the words of `to_state`."""


class Unpinned(ItemAnnouncement):
    """… and no longer: `from_state`."""
