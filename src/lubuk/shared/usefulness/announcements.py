"""What is announced of readers' words."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.shared.usefulness.models import Word


@dataclass(frozen=True, kw_only=True)
class FoundNotUseful(Announcement):
    """A reader says why a page didn't help. `by` is None for a stranger. No act on the item."""

    word: Word


@dataclass(frozen=True, kw_only=True)
class Answered(ItemAnnouncement):
    """Those who look after the page said what came of a reader's word."""

    word: Word
