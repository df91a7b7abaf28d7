"""Writing entries, always inside the transaction of the act they tell of."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lubuk.foundation.accounts.announcements import ProfileAnnouncement
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import Announcement
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.foundation.trail.models import ChainHead, Entry
from lubuk.foundation.trail.stamp import forget_stamp


def record_item_act(said: ItemAnnouncement) -> None:
    record(
        act=name_of(said), by=said.by, reason=said.reason, item_id=said.item.pk,
        version_number=said.version.number if said.version else None,
        from_state=said.from_state, to_state=said.to_state,
    )  # fmt: skip


def record_profile(said: ProfileAnnouncement) -> None:
    record(act=name_of(said), by=said.by, reason=said.reason, about=f"person {said.person.pk}")


def name_of(said: Announcement) -> str:
    return type(said).__name__


@transaction.atomic
def record(
    *, act: str, by: Person | None, item_id: int | None = None, version_number: int | None = None,
    from_state: str = "", to_state: str = "", reason: str = "", about: str = "",
) -> Entry:  # fmt: skip
    """Append one entry.

    The head's row is locked until the caller's transaction ends, so entries, and whatever is written after them in the
    same transaction (the search outbox), are numbered in the order in which they become visible to others.
    """
    head, _created = ChainHead.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        at=timezone.now(), actor_id=by.pk if by else None, act=act, item_id=item_id, version_number=version_number,
        from_state=from_state[:160], to_state=to_state[:160], reason=reason, about=about[:160], previous_hash=head.hash,
    )  # fmt: skip
    entry.hash = entry.seal()
    entry.save()
    ChainHead.objects.filter(pk=1).update(hash=entry.hash, length=head.length + 1)
    forget_stamp()
    return entry
