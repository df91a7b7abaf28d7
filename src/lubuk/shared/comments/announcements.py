"""What is announced of conversations. Only what is done to another's words is an act on the item."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.shared.comments.models import Comment


@dataclass(frozen=True, kw_only=True)
class Commented(Announcement):
    """Somebody said something, or named others in a changed wording. `named` are new in it."""

    comment: Comment
    named: tuple[Person, ...] = ()
    is_new: bool = True


@dataclass(frozen=True, kw_only=True)
class Thanked(Announcement):
    """`by` thanks the writer, used what they said, or can help."""

    comment: Comment
    says: str


@dataclass(frozen=True, kw_only=True)
class CommentTakenAway(ItemAnnouncement):
    """A steward took another's words away; the reason is the announcement's."""

    comment: Comment


@dataclass(frozen=True, kw_only=True)
class CommentBroughtBack(ItemAnnouncement):
    """… and they stand there again."""

    comment: Comment
