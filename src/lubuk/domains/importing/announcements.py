"""What is announced of imports as a whole; each item that comes in announces itself."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.domains.importing.models import Import
from lubuk.foundation.announcing import Announcement


@dataclass(frozen=True, kw_only=True)
class ImportAnnouncement(Announcement):
    run: Import

    @property
    def about(self) -> str:
        return f"import {self.run.pk}"


class ImportTaken(ImportAnnouncement):
    """Somebody said: bring it in."""


class ImportUndone(ImportAnnouncement):
    """… and took it back."""
