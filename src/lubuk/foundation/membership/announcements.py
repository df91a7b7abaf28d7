"""What is announced about people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lubuk.foundation.announcing import Announcement

if TYPE_CHECKING:
    from lubuk.foundation.accounts.models import Person


@dataclass(frozen=True, kw_only=True)
class PersonAnnouncement(Announcement):
    person: Person
    from_state: str = ""
    to_state: str = ""

    @property
    def about(self) -> str:
        return f"person {self.person.pk}"


class PersonAdded(PersonAnnouncement):
    """There is an account, without a password yet; `to_state` is the unit."""


class Invited(PersonAnnouncement):
    """The person gets a link with which they choose their password."""


@dataclass(frozen=True, kw_only=True)
class PersonChanged(PersonAnnouncement):
    """Name, e-mail, post or language changed: those in `changed`."""

    changed: frozenset[str]


class PersonMoved(PersonAnnouncement):
    """The person belongs to another unit; the states are the units."""


class Deactivated(PersonAnnouncement):
    """The person can't sign in any more; their pages stay."""


class Reactivated(PersonAnnouncement):
    """… and can again."""
