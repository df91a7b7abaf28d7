"""What is announced by the library."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement


@dataclass(frozen=True, kw_only=True)
class InstallationExported(Announcement):
    """All of it, with rights and trail, was written to a file that leaves the house."""

    about: str = "installation"


@dataclass(frozen=True, kw_only=True)
class InstallationRestored(Announcement):
    """All rows of an archive are here, and none of what is made of rows: whoever keeps such makes it now."""


class TemplateOffered(ItemAnnouncement):
    """Others may begin from this text."""


class TemplateWithdrawn(ItemAnnouncement):
    """… and no longer."""
