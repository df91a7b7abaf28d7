"""Moving all items of a kind to its definition of today, in the worker, with a report."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import move_to_kind_version
from lubuk.foundation.items.kinds.registry import fingerprint, get
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import Moving
from lubuk.foundation.shaping.permissions import can_shape

CHUNK = 200  # items between two looks at how far it is


@transaction.atomic
def ask_to_move(key: str, *, by: Person) -> Moving:
    """One at a time for a kind. Raises Refused when there is nothing to move, or it is under way."""
    require(can_shape(by))
    total = behind(key).count()
    if not total:
        raise Refused(_("Every page of this kind follows its newest form already."))
    if Moving.objects.filter(kind=key, ended_at=None).exists():
        raise Refused(_("They are being moved already. Look at how far it is."))
    return Moving.objects.create(kind=key, by=by, total=total)


def behind(key: str) -> ItemQuerySet:
    kind = get(key)
    return Item.objects.behind_its_kind(key, fingerprint(kind)) if kind else Item.objects.none()


def carry_out(moving: Moving) -> None:
    """Each item in a transaction of its own: what was moved stays so when the worker is stopped, and is not
    moved twice when the job is run again."""
    follow()
    moved, refused = moving.moved, dict(moving.refused)
    for chunk in chunks(moving.kind):
        for item in chunk:
            try:
                move_to_kind_version(item, by=moving.by)
                moved += 1
            except Refused as error:
                refused[str(error)] = refused.get(str(error), 0) + 1
        tell(moving, moved, refused)
    moving.ended_at = timezone.now()
    moving.save(update_fields=["ended_at"])


def tell(moving: Moving, moved: int, refused: dict[str, int]) -> None:
    moving.moved, moving.refused = moved, refused
    moving.save(update_fields=["moved", "refused"])


def chunks(key: str) -> Iterator[list[Item]]:
    """By id: what is moved leaves the question while it is asked."""
    last = 0
    rows = behind(key).select_related("draft", "published", "unit").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk
