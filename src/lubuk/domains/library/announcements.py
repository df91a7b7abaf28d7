"""What is announced by the library."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement


@dataclass(frozen=True, kw_only=True)
class InstallationExported(Announcement):
    """All of it, with rights and trail, was written to a file that leaves the house."""

    about: str = "installation"


class TemplateOffered(ItemAnnouncement):
    """Others may begin from this text."""


class TemplateWithdrawn(ItemAnnouncement):
    """… and no longer."""
