"""What acts set off, in their own transaction: those who are asked are told, and a change of the matter asks again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from lubuk.foundation.items.announcements import Published
from lubuk.foundation.items.models import Significance
from lubuk.foundation.prepared import read_rows
from lubuk.shared.duties.announcements import ReadingAsked
from lubuk.shared.duties.models import Duty
from lubuk.shared.duties.tasks import tell_readers

SHORTEST_AGAIN = 7  # days: who is asked again had no say in when it changed


def tell_of_reading(said: ReadingAsked) -> None:
    transaction.on_commit(partial(tell_readers.enqueue, said.duty.pk))


def ask_again(said: Published) -> None:
    """Unless only the wording was mended, it has to be read anew, in as many days as at first."""
    if said.version is None or said.version.significance == Significance.MINOR:
        return
    today = timezone.localdate()
    for duty in read_rows(Duty, [said.item.pk], "ended_at IS NULL", by="item"):
        duty.due, duty.reminded_on = today + timedelta(days=max(duty.days, SHORTEST_AGAIN)), None
        duty.save(update_fields=["due", "reminded_on"])
        transaction.on_commit(partial(tell_readers.enqueue, duty.pk))
