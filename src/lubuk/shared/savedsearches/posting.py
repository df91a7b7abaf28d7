"""Who gets a letter now: at most one a day, in the morning, and none without news."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from lubuk.shared.savedsearches.actions import next_morning
from lubuk.shared.savedsearches.models import Find, Letter
from lubuk.shared.savedsearches.tasks import send_letter

AT_ONCE = 200  # letters: the rest is queued at the next look


def queue_due() -> int:
    """Queue the letters that are due. That it is queued and that the next is due tomorrow is written together."""
    now = timezone.now()
    news = Exists(Find.objects.for_letters().filter(search__person=OuterRef("person")))
    due = Letter.objects.filter(due_at__lte=now)
    due.exclude(news).update(due_at=next_morning(now))
    waiting = due.filter(news, person__is_active=True).order_by("due_at").values_list("pk", "due_at")
    queued = 0
    for person_id, was_due in list(waiting[:AT_ONCE]):
        with transaction.atomic():
            mine = Letter.objects.filter(pk=person_id, due_at=was_due).update(due_at=next_morning(now))
            if mine:
                send_letter.enqueue(person_id)
                queued += 1
    return queued
