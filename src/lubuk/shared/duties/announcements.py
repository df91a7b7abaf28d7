"""What is announced about must-reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lubuk.foundation.items.announcements import ItemAnnouncement

if TYPE_CHECKING:
    from lubuk.shared.duties.models import Duty


@dataclass(frozen=True, kw_only=True)
class DutyAnnouncement(ItemAnnouncement):
    duty: Duty


class ReadingAsked(DutyAnnouncement):
    """People are asked to read it; whom, and by when, is in `to_state`."""


class ReadingCalledOff(DutyAnnouncement):
    """… and no longer: `from_state`."""
