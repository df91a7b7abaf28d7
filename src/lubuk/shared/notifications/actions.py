"""Telling people, and their reading of it. Neither is an act on the item: the trail hears of none of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_see
from lubuk.shared.notifications.models import MOST_WORDS, Because, Event, Notice
from lubuk.shared.notifications.queries import forget_unread

KEEP_READ_DAYS = 180  # half a year: long enough to find again "who told me that?"


def notify(
    people: Iterable[Person],
    event: Event,
    item: Item,
    *,
    because: Because,
    by: Person | None = None,
    about: Item | None = None,
    words: str = "",
    to: Person | None = None,
    others: int = 0,
    place: str = "",
) -> list[Notice]:
    """Tell each of them once, but never the one who did it, nor who may not see what it speaks of.

    `others` is how many more pages the same happened to at once. Call it in the act's own transaction: then nobody
    is told of what didn't happen.
    """
    now = timezone.now()
    told = {person.pk: person for person in people if person.is_active and person != by}
    return Notice.objects.bulk_create(
        Notice(
            person=person, item=item, event=event, because=because, by=by, about=about,
            words=words[:MOST_WORDS], at=now, to=to, others=others, place=place,
        )
        for person in told.values()
        if can_see(person, item) and (about is None or can_see(person, about))
    )  # fmt: skip


def mark_read(person: Person, item_id: int | None = None) -> int:
    """What is new of this item, or of all, is read. Returns how many notices that were."""
    mine = Notice.objects.filter(person=person).unread()
    if item_id is not None:
        mine = mine.filter(
            item__in=Item.objects.filter(pk=item_id)
        )  # an address may say more than an id holds
    forget_unread(person)
    return mine.update(read_at=timezone.now())


def sweep_read() -> None:
    """Once a day: what was read long ago goes; what was never read stays."""
    Notice.objects.filter(read_at__lt=timezone.now() - timedelta(days=KEEP_READ_DAYS)).delete()
