"""Writing entries, always inside the transaction of the act they tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from lubuk.foundation.accounts.announcements import ProfileAnnouncement
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import Announcement, together
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.foundation.prepared import hold_rows, read_row
from lubuk.foundation.trail.models import ChainHead, Entry
from lubuk.foundation.trail.stamp import forget_stamp

BATCH = 500  # entries a statement


def record_item_acts(said: Sequence[ItemAnnouncement]) -> None:
    now = timezone.now()
    append([
        Entry(
            at=now, actor_id=one.by.pk if one.by else None, act=name_of(one), reason=one.reason, item_id=one.item_id,
            version_number=one.version.number if one.version else None,
            from_state=one.from_state[:160], to_state=one.to_state[:160],
        )
        for one in said
    ])  # fmt: skip


def record_profile(said: ProfileAnnouncement) -> None:
    record(act=name_of(said), by=said.by, reason=said.reason, about=f"person {said.person.pk}")


def name_of(said: Announcement) -> str:
    return type(said).__name__


def record(
    *, act: str, by: Person | None, item_id: int | None = None, version_number: int | None = None,
    from_state: str = "", to_state: str = "", reason: str = "", about: str = "",
) -> Entry:  # fmt: skip
    """Append one entry."""
    entry = Entry(
        at=timezone.now(), actor_id=by.pk if by else None, act=act, item_id=item_id, version_number=version_number,
        from_state=from_state[:160], to_state=to_state[:160], reason=reason, about=about[:160],
    )  # fmt: skip
    append([entry])
    return entry


@transaction.atomic(savepoint=False)  # an entry that can't be written undoes the act it tells of
def append(entries: Sequence[Entry]) -> None:
    """Seal them one after the other behind the last one.

    The head's row is locked until the caller's transaction ends, so entries, and whatever is written after them in the
    same transaction (the search outbox), are numbered in the order in which they become visible to others.
    """
    head = locked_head()
    for entry in entries:
        entry.previous_hash = head.hash
        head.hash = entry.hash = entry.seal()
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    ChainHead.objects.filter(pk=1).update(hash=head.hash, length=head.length + len(entries))
    forget_stamp()


def locked_head() -> ChainHead:
    hold_rows(ChainHead, [1])
    return read_row(ChainHead, 1) or ChainHead.objects.select_for_update().get_or_create(pk=1)[0]


@contextmanager
def many_acts() -> Iterator[None]:
    """Acts on many items as one transaction. Their entries are written at its end, but the lock of the trail is taken
    at its beginning: what acts rely on, that of two at the same moment one comes after the other, holds all the while.
    """
    with transaction.atomic(), together():
        locked_head()
        yield
