"""What is announced about people's own accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lubuk.foundation.announcing import Announcement

if TYPE_CHECKING:
    from lubuk.foundation.accounts.models import Person


@dataclass(frozen=True, kw_only=True)
class ProfileAnnouncement(Announcement):
    person: Person


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(ProfileAnnouncement):
    """What a person says of themselves was saved: name, post, a few words, language; `changed` is what of it."""

    changed: frozenset[str] = frozenset()


class PhotoChanged(ProfileAnnouncement):
    """Colleagues see another photo of the person."""


class PhotoRemoved(ProfileAnnouncement):
    """… and none."""
