"""What is announced of searches that the office tends."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement


class Pinned(ItemAnnouncement):
    """It stands first for a search in the words of `to_state`."""


class Unpinned(ItemAnnouncement):
    """… and no longer: `from_state`."""


@dataclass(frozen=True, kw_only=True)
class SynonymAnnouncement(Announcement):
    about: str = "synonyms"
    from_state: str = ""
    to_state: str = ""


class SynonymsSet(SynonymAnnouncement):
    """These words mean the same now; of a table that was brought in, how many."""


class SynonymsRemoved(SynonymAnnouncement):
    """… and no longer."""
