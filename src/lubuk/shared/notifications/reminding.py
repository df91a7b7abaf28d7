"""Texts that wait longer than their flow thinks right: told once a period until somebody acts. Run once a day."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from lubuk.foundation.items.kinds.definition import Reminder
from lubuk.foundation.items.kinds.registry import kind_of, kinds
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.stewards import who_is
from lubuk.foundation.trail.models import Entry
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event, Notice

REASONS = {"owner": Because.OWNER, "author": Because.AUTHOR}  # every other role looks after the item


def remind() -> int:
    """Tell whom the flows name. Returns how many notices that made."""
    reminders = {reminder for kind in kinds().values() for reminder in kind.flow.reminders}
    return sum(remind_of(reminder) for reminder in sorted(reminders, key=lambda one: (one.state, one.days)))


def remind_of(reminder: Reminder) -> int:
    long_ago = timezone.now() - timedelta(days=reminder.days)
    last_act = Entry.objects.filter(item_id=OuterRef("pk")).order_by("-id").values("at")[:1]
    last_told = Notice.objects.filter(item=OuterRef("pk"), event=Event.REVIEW_WAITS).values("at")[:1]
    waiting = Item.objects.filter(draft__state=reminder.state, draft__published_at=None).annotate(
        last_act=Subquery(last_act), last_told=Subquery(last_told)
    )
    told = 0
    untold = Q(last_told=None) | Q(last_told__lt=long_ago)
    for item in waiting.filter(untold, last_act__lt=long_ago).order_by("pk"):
        if reminder in kind_of(item).flow.reminders:
            told += tell(item, reminder)
    return told


@transaction.atomic
def tell(item: Item, reminder: Reminder) -> int:
    because = REASONS.get(reminder.tell, Because.STEWARD)
    return len(notify(who_is(reminder.tell, item), Event.REVIEW_WAITS, item, because=because))
