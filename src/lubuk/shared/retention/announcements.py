"""What is announced about keeping and destroying."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement


class Classified(ItemAnnouncement):
    """An item got a class of its own, or goes by its kind's again; the states are the codes."""


class PutOnHold(ItemAnnouncement):
    """An item stands under a hold; `to_state` names the hold."""


class Released(ItemAnnouncement):
    """… and no longer."""


class Destroyed(ItemAnnouncement):
    """An item is gone for good, as a disposal said; `to_state` is the disposal's number."""


@dataclass(frozen=True, kw_only=True)
class RetentionAnnouncement(Announcement):
    about: str
    from_state: str = ""
    to_state: str = ""


class ScheduleChanged(RetentionAnnouncement):
    """A class came, changed or was closed."""


class HoldPlaced(RetentionAnnouncement):
    """A hold was begun."""


class HoldLifted(RetentionAnnouncement):
    """… and is over."""


class DisposalProposed(RetentionAnnouncement):
    """Items are to be destroyed, if two others approve."""


class DisposalApproved(RetentionAnnouncement):
    """One of the two said yes."""


class DisposalStopped(RetentionAnnouncement):
    """The items stay; the reason says why."""


class DisposalCarriedOut(RetentionAnnouncement):
    """All of it was destroyed, in one transaction."""
