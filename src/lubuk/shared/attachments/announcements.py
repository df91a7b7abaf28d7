"""What is announced of files."""

from __future__ import annotations

from lubuk.foundation.items.announcements import ItemAnnouncement


class FilesRead(ItemAnnouncement):
    """The machine has read a file of the item: its words can be found, its page has a preview."""
