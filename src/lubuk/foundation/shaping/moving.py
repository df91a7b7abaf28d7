"""Moving all items of a kind to its definition of today, in the worker, with a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import move_to_kind_version
from lubuk.foundation.items.kinds.registry import fingerprint, get
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import SILENT_FOR, Moving
from lubuk.foundation.shaping.permissions import can_shape

CHUNK = 100  # items between two looks at how far it is


@transaction.atomic
def ask_to_move(key: str, *, by: Person) -> Moving:
    """One at a time for a kind; one that was interrupted is asked to go on, in the name of whoever asks.

    Raises Refused when there is nothing to move, or it is under way.
    """
    require(can_shape(by))
    total = behind(key).count()
    under_way = Moving.objects.filter(kind=key, ended_at=None).first()
    if under_way and not under_way.is_interrupted:
        raise Refused(_("They are being moved already. Look at how far it is."))
    if under_way:
        under_way.by = by
        under_way.save(update_fields=["by"])
        return under_way
    if not total:
        raise Refused(_("Every page of this kind follows its newest form already."))
    return Moving.objects.create(kind=key, by=by, total=total)


def behind(key: str) -> ItemQuerySet:
    kind = get(key)
    return Item.objects.behind_its_kind(key, fingerprint(kind)) if kind else Item.objects.none()


def carry_out(moving: Moving) -> None:
    """Each item in a transaction of its own: what was moved stays so when the worker is killed, and whoever goes on
    begins with what is left."""
    if not take_hold(moving):
        return
    follow()
    refused: dict[str, int] = {}
    for chunk in chunks(moving.kind):
        for item in chunk:
            try:
                move_to_kind_version(item, by=moving.by)
            except Refused as error:
                refused[str(error)] = refused.get(str(error), 0) + 1
        tell(moving, refused)
    tell(moving, refused, ended_at=timezone.now())


def take_hold(moving: Moving) -> bool:
    """One worker at a time. The one before is dead when it hasn't beaten for a minute."""
    now = timezone.now()
    free = Q(beat_at=None) | Q(beat_at__lt=now - SILENT_FOR)
    is_mine = bool(Moving.objects.filter(free, pk=moving.pk, ended_at=None).update(beat_at=now))
    moving.refresh_from_db()
    return is_mine


def tell(moving: Moving, refused: dict[str, int], ended_at: datetime | None = None) -> None:
    """How far it is, counted by what is left: right also when others were at it before."""
    moving.moved, moving.refused = max(moving.total - behind(moving.kind).count(), 0), refused
    moving.beat_at, moving.ended_at = timezone.now(), ended_at
    moving.save(update_fields=["moved", "refused", "beat_at", "ended_at"])


def interrupted() -> list[int]:
    """Those whose worker was killed at it."""
    silent = Moving.objects.filter(ended_at=None, beat_at__lt=timezone.now() - SILENT_FOR)
    return list(silent.values_list("pk", flat=True))


def chunks(key: str) -> Iterator[list[Item]]:
    """By id: what is moved leaves the question while it is asked."""
    last = 0
    rows = behind(key).select_related("draft", "published", "unit").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk
