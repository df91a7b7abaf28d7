"""What is announced about roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lubuk.foundation.announcing import Announcement

if TYPE_CHECKING:
    from lubuk.foundation.access.models import Role


@dataclass(frozen=True, kw_only=True)
class RoleAnnouncement(Announcement):
    role: Role


class RoleGiven(RoleAnnouncement):
    """A person holds a role from now on."""


class RoleTaken(RoleAnnouncement):
    """… and no longer."""
