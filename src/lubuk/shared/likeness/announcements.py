"""What is announced about pages that look the same."""

from __future__ import annotations

from lubuk.foundation.items.announcements import ItemAnnouncement


class ToldApart(ItemAnnouncement):
    """It only looks like another page, which is named in `to_state`."""
