"""What is announced of pages that rest on others."""

from __future__ import annotations

from lubuk.foundation.items.announcements import ItemAnnouncement


class Upheld(ItemAnnouncement):
    """The page that it rests on has changed, and this one is still correct."""


class Translated(ItemAnnouncement):
    """A translation of the item was begun."""
