"""Legal holds: what stands under one can't be lost until it is lifted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.writing import next_version_number
from lubuk.foundation.items.announcements import PartAdded
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.announcements import HoldLifted, HoldPlaced, PutOnHold, Released
from lubuk.shared.retention.models import Held, Hold
from lubuk.shared.retention.permissions import can_hold, can_lift
from lubuk.shared.retention.queries import all_below

BATCH = 500  # items read at once


@transaction.atomic
def place_hold(name: str, *, by: Person, institution: Unit, reason: str) -> Hold:
    """Begin a hold; `put_on_hold` says of what."""
    require(can_hold(by, institution), _("A KM officer of the institution places a hold."))
    name, reason = " ".join(name.replace("\0", "").split()), reason.replace("\0", "").strip()
    if not name or len(name) > 160:
        raise Refused(_("Give the hold a name of at most 160 letters, such as that of the case."))
    if not reason:
        raise Refused(_("Write why nothing of this may be lost: who lifts the hold will read it."))
    hold = Hold.objects.create(name=name, reason=reason[:2000], by=by, institution=institution)
    announce(HoldPlaced(by=by, about=f"hold {hold.pk}", reason=hold.reason, to_state=hold.name))
    return hold


@transaction.atomic
def put_on_hold(hold: Hold, items: Iterable[Item], *, by: Person, with_parts: bool = False) -> int:
    """Each item of the hold's institution that isn't under it yet; how many there were. With parts, all that they hold
    comes along, and whatever is added to them while the hold stands."""
    hold = Hold.objects.select_for_update().select_related("institution").get(pk=hold.pk)
    require(can_lift(by, hold), _("A KM officer of the institution adds pages to a hold that stands."))
    return hold_all(hold, with_all_below(items) if with_parts else items, by, with_parts=with_parts)


def with_all_below(items: Iterable[Item]) -> Iterator[Item]:
    chosen = {item.pk: item for item in items}
    yield from chosen.values()
    below = sorted(all_below(chosen) - chosen.keys())
    for some in batched(below, BATCH):
        yield from Item.objects.filter(pk__in=some).select_related("unit").order_by("pk")


def hold_all(hold: Hold, items: Iterable[Item], by: Person | None, *, with_parts: bool) -> int:
    known = set(hold.held.in_force().values_list("item_id", flat=True))
    count, again = 0, []
    for item in items:
        if item.unit.institution_id != hold.institution_id:
            continue
        if item.pk in known:
            again.append(item.pk)
            continue
        known.add(item.pk)
        hold_one(hold, item, by, with_parts=with_parts)
        count += 1
    if with_parts:
        alone = hold.held.in_force().filter(with_parts_at=None, item__in=again)
        alone.update(with_parts_at=timezone.now())
    return count


def hold_one(hold: Hold, item: Item, by: Person | None, *, with_parts: bool) -> None:
    set_aside(item)
    Held.objects.create(hold=hold, item=item, with_parts_at=timezone.now() if with_parts else None)
    announce(PutOnHold(item=item, by=by, to_state=hold.name, reason=hold.reason))


def hold_new_part(said: PartAdded) -> None:
    """Heard when a collection gets a part: under each hold that takes what the collection holds, it stands from now on.
    It is the hold's doing and nobody's act: who files a page can't know of every case."""
    over = Held.objects.in_force().filter(item=said.item, with_parts_at__isnull=False).select_related("hold")
    for held in over.order_by("pk"):
        hold_all(held.hold, with_all_below([said.part]), None, with_parts=True)


def set_aside(item: Item) -> None:
    """What is being written goes on being written; its text of this moment stays among the versions."""
    draft = Version.objects.filter(pk=item.draft_id or 0).first()
    if draft is None:
        return
    Version.objects.create(
        item=item, number=next_version_number(item), state=draft.state, author_id=draft.author_id, base=draft.base,
        title=draft.title, summary=draft.summary, body=draft.body, fields=draft.fields,
        note=_("Draft as it stood when a hold was put on it"),
    )  # fmt: skip


@transaction.atomic
def release(held: Held, *, by: Person, reason: str) -> None:
    """Take one item out of a hold that goes on for the others."""
    hold = held.hold
    require(can_lift(by, hold), _("A KM officer of the institution lifts a hold."))
    reason = said(reason)
    if Held.objects.in_force().filter(pk=held.pk).update(released_at=timezone.now()):
        announce(Released(item=held.item, by=by, from_state=hold.name, reason=reason))


@transaction.atomic
def lift(hold: Hold, *, by: Person, reason: str) -> None:
    """The hold is over; what no other hold keeps can be lost again."""
    hold.refresh_from_db(from_queryset=Hold.objects.select_for_update())
    require(can_lift(by, hold), _("A KM officer of the institution lifts a hold, and only once."))
    reason, now = said(reason), timezone.now()
    hold.lifted_at, hold.lifted_by, hold.lifted_reason = now, by, reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    for held in hold.held.in_force().select_related("item").order_by("pk"):
        announce(Released(item=held.item, by=by, from_state=hold.name, reason=reason))
    hold.held.in_force().update(released_at=now)
    announce(HoldLifted(by=by, about=f"hold {hold.pk}", from_state=hold.name, reason=reason))


def said(reason: str) -> str:
    reason = reason.replace("\0", "").strip()[:2000]
    if not reason:
        raise Refused(_("Write why the hold is over: the trail keeps it."))
    return reason


def refuse_held(item: Item) -> None:
    """The guard of foundation/items/guarding: in words what the database's triggers say in theirs."""
    held = Held.objects.in_force().filter(item=item).exists()
    if held:
        raise Refused(
            _("This page is under a legal hold. Nothing of it can be removed until the hold is lifted.")
        )
