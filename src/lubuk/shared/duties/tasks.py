"""Telling those who are asked, by the worker: it may be all of an institution. And reminding them, once a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q
from django.tasks import task
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.shared.duties.models import Duty
from lubuk.shared.duties.reckoning import still_to_read
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event

BEFORE = timedelta(days=3)  # so that a weekend lies between
AGAIN = timedelta(days=7)  # after the day, until it is read


@task
def tell_readers(duty_id: int) -> None:
    """Those who have read this text already are not asked again."""
    duty = Duty.objects.open().select_related("item__unit", "unit", "asked_by").filter(pk=duty_id).first()
    if duty:
        tell(duty, Event.READING_ASKED, duty.asked_by, duty.words)


def remind_readers(today: date | None = None) -> int:
    """Once before the day, then once a week after it. Returns how many people were told."""
    today = today or timezone.localdate()
    soon = Q(due__gte=today, due__lte=today + BEFORE, reminded_on=None)
    late = Q(due__lt=today) & (
        Q(reminded_on=None) | Q(reminded_on__lte=today - AGAIN) | Q(reminded_on__lte=F("due"))
    )
    told = 0
    for duty in Duty.objects.open().filter(soon | late).select_related("item__unit", "unit").order_by("pk"):
        told += tell(duty, Event.READING_OVERDUE if duty.due < today else Event.READING_DUE)
        Duty.objects.filter(pk=duty.pk).update(reminded_on=today)
    return told


def tell(duty: Duty, event: Event, by: Person | None = None, words: str = "") -> int:
    people = still_to_read(duty)
    return len(notify(people, event, duty.item, because=Because.ASKED, by=by, words=words))
