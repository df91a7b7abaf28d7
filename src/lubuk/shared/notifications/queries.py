"""Questions about notices, by name. Every one goes through what the person may see today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item

if TYPE_CHECKING:
    from lubuk.shared.notifications.models import Notice  # noqa: F401 - named in quotes below

MOST_UNREAD = 100  # the bar says "99+" from here on
KEPT = "_unread_items"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown_to(self, person: Person) -> Self:
        """Their own, as long as they may see the item, and the other one that the notice names."""
        seen = Item.objects.visible_to(person).order_by().values("pk")
        about = Q(about=None) | Q(about__in=seen)
        return self.filter(about, person=person, item__in=seen)

    def unread(self) -> Self:
        return self.filter(read_at=None)


def unread_items(reader: Reader, notices: NoticeQuerySet) -> set[int]:
    """The items that have something new for the reader, at most MOST_UNREAD.

    One question a request, kept on the person: the bar counts them, and an item's page looks whether it is among
    them.
    """
    if not isinstance(reader, Person):
        return set()
    known: set[int] | None = getattr(reader, KEPT, None)
    if known is None:
        new = notices.shown_to(reader).unread().order_by().values_list("item_id", flat=True)
        known = set(new.distinct()[:MOST_UNREAD])
        setattr(reader, KEPT, known)
    return known


def forget_unread(person: Person) -> None:
    if hasattr(person, KEPT):
        delattr(person, KEPT)
