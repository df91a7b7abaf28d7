"""What is announced of wanted knowledge."""

from __future__ import annotations

from lubuk.foundation.items.announcements import ItemAnnouncement


class AskedFor(ItemAnnouncement):
    """One more person needs it."""


class AnswerGiven(ItemAnnouncement):
    """A wanted item has an answer, `to_state`; a draft is a promise."""
