"""What a text was sent back with: the reviewer's reason, for those who go on writing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.trail.models import Entry


@dataclass(frozen=True)
class Return:
    by: Person | None
    at: datetime
    reason: str


def last_return(item: Item) -> Return | None:
    """Of the text being written now, until it is sent on again. Nothing when nobody sent it back."""
    if item.draft is None:
        return None
    steps = Entry.objects.filter(item_id=item.pk, act="Stepped", version_number=item.draft.number)
    entry = steps.filter(to_state=item.draft.state).exclude(reason="").last()
    if entry is None:
        return None
    by = Person.objects.filter(pk=entry.actor_id or 0).first()
    return Return(by, entry.at, entry.reason)
