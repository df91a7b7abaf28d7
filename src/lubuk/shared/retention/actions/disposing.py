"""Destroying what is over: proposed by one, approved by two others, carried out whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.guarding import refuse_losing
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.models import Content
from lubuk.shared.retention.announcements import (
    Destroyed,
    DisposalApproved,
    DisposalCarriedOut,
    DisposalProposed,
    DisposalStopped,
)
from lubuk.shared.retention.fingerprint import digest_of
from lubuk.shared.retention.models import Approval, Disposal, DoomedFile, FinalAct, Stub
from lubuk.shared.retention.permissions import can_approve, can_carry_out, can_propose, can_stop
from lubuk.shared.retention.queries import held_items, keeping_of, proposed_ids

APPROVALS_NEEDED = 2  # two pairs of eyes beside the proposer's: the usual rule for destroying records
MOST_ITEMS = 500  # of one disposal: two people are to read the list before they sign it


@transaction.atomic
def propose(items: Iterable[Item], *, by: Person, institution: Unit, reason: str) -> Disposal:
    """Items whose time is over, withdrawn, under no hold, and in no other disposal that is open."""
    require(can_propose(by, institution), _("A KM officer of the institution proposes what is destroyed."))
    reason = reason.replace("\0", "").strip()[:2000]
    if not reason:
        raise Refused(_("Write a sentence for those who are to approve: what this is and why it can go."))
    chosen = list(items)[: MOST_ITEMS + 1]
    if not chosen:
        raise Refused(_("Choose at least one page."))
    if len(chosen) > MOST_ITEMS:
        raise Refused(_("Propose at most %(most)s pages at once.") % {"most": MOST_ITEMS})
    disposal = Disposal.objects.create(by=by, institution=institution, reason=reason)
    held = set(
        Item.objects.filter(held_items(), pk__in=[item.pk for item in chosen]).values_list("pk", flat=True)
    )
    proposed = set(proposed_ids().values_list("item_id", flat=True))
    for item in chosen:
        refuse_unripe(item, institution, is_held=item.pk in held, is_proposed=item.pk in proposed)
        Stub.objects.create(disposal=disposal, **what_stays(item))
    announce(
        DisposalProposed(by=by, about=f"disposal {disposal.pk}", to_state=disposal.number, reason=reason)
    )
    return disposal


def refuse_unripe(item: Item, institution: Unit, *, is_held: bool, is_proposed: bool) -> None:
    """Raises Refused, naming the item and what stands in the way."""
    keeping = keeping_of(item)
    why = ""
    if item.unit.institution_id != institution.pk:
        why = _("it belongs to another institution")
    elif is_held:
        why = _("it is under a legal hold")
    elif is_proposed:
        why = _("it stands in another proposal")
    elif keeping is None or not keeping.is_over:
        why = _("its time is not over")
    elif keeping.retention_class.final_act != FinalAct.DESTROY:
        why = _("its class doesn't say that it is destroyed")
    elif item.phase != Phase.WITHDRAWN:
        why = _("readers still see it; withdraw it first")
    if why:
        raise Refused(_("%(number)s can't be destroyed: %(why)s.") % {"number": item.number, "why": why})


def what_stays(item: Item) -> dict[str, object]:
    keeping = keeping_of(item)
    assert keeping is not None  # refuse_unripe has looked
    assert keeping.until is not None
    return {
        "item_id": item.pk, "number": item.number, "title": item.title, "kind": item.kind,
        "audience": item.audience, "unit_id": item.unit_id, "class_code": keeping.retention_class.code,
        "legal_basis": keeping.retention_class.legal_basis, "due": keeping.until,
    }  # fmt: skip


def held_row(disposal: Disposal) -> Disposal:
    """As it is now, and nobody else's until the transaction ends."""
    return Disposal.objects.select_for_update().select_related("institution").get(pk=disposal.pk)


@transaction.atomic
def approve(disposal: Disposal, *, by: Person) -> None:
    disposal = held_row(disposal)
    require(
        can_approve(by, disposal),
        _(
            "Two others approve, once each: not who proposed it, and nobody who owns or wrote one of the pages."
        ),
    )
    Approval.objects.create(disposal=disposal, by=by)
    announce(DisposalApproved(by=by, about=f"disposal {disposal.pk}", to_state=disposal.number))


@transaction.atomic
def stop(disposal: Disposal, *, by: Person, reason: str) -> None:
    """Refused, or taken back: the items stay as they are."""
    disposal = held_row(disposal)
    require(can_stop(by, disposal), _("This disposal is closed, or not in your care."))
    reason = reason.replace("\0", "").strip()[:2000]
    if not reason:
        raise Refused(_("Write why these pages stay."))
    disposal.stopped_at, disposal.stopped_by, disposal.stopped_reason = timezone.now(), by, reason
    disposal.save(update_fields=["stopped_at", "stopped_by", "stopped_reason"])
    announce(DisposalStopped(by=by, about=f"disposal {disposal.pk}", to_state=disposal.number, reason=reason))


@transaction.atomic
def carry_out(disposal: Disposal, *, by: Person) -> int:
    """Destroy all items of the disposal, or, when one of them may not go, none; how many there were.

    Files are struck from the store after the commit: what a kill leaves behind, the next `remove_doomed` removes.
    """
    disposal = held_row(disposal)
    require(can_carry_out(by, disposal), _("A KM officer of the institution carries a disposal out."))
    if disposal.approvals.count() < APPROVALS_NEEDED:
        raise Refused(_("Two people have to approve before anything is destroyed."))
    now, stubs = timezone.now(), list(disposal.stubs.all())
    for stub in stubs:
        destroy(stub, disposal, by)
    disposal.carried_out_at, disposal.carried_out_by = now, by
    disposal.save(update_fields=["carried_out_at", "carried_out_by"])
    announce(DisposalCarriedOut(by=by, about=f"disposal {disposal.pk}", to_state=disposal.number))
    transaction.on_commit(remove_doomed)
    return len(stubs)


def destroy(stub: Stub, disposal: Disposal, by: Person) -> None:
    item = Item.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=stub.item_id).first()
    if item is None:
        raise Refused(_("%(number)s is not there any more. Stop this disposal.") % {"number": stub.number})
    refuse_losing(item)
    refuse_unripe(item, disposal.institution, is_held=False, is_proposed=False)
    contents = list(item.attachments.values_list("content_id", flat=True))
    stub.digest, stub.destroyed_at = digest_of(item), timezone.now()
    stub.versions, stub.files = item.versions.count(), len(contents)
    stub.save(update_fields=["digest", "destroyed_at", "versions", "files"])
    announce(Destroyed(item=item, by=by, from_state=item.state, to_state=disposal.number))
    unbind(item)
    item.delete()
    doom(contents)


def doom(contents: list[int]) -> None:
    """The bytes go too, unless another item has the same file."""
    gone = Content.objects.filter(pk__in=contents, attachments=None).prefetch_related("sheets")
    files = [file for content in gone for file in (content.file, content.preview, *of_sheets(content))]
    DoomedFile.objects.bulk_create(DoomedFile(name=str(file)) for file in files if file)
    gone.delete()


def of_sheets(content: Content) -> list[FieldFile]:
    return [sheet.csv for sheet in content.sheets.all()]


def unbind(item: Item) -> None:
    """Endorsements and the item itself protect the version they speak of; both go first."""
    item.endorsements.all().delete()
    item.published = item.draft = None
    item.save(update_fields=["published", "draft"])


def remove_doomed() -> int:
    """Remove the files of what was destroyed; returns how many. Safe to run again at any time."""
    removed = 0
    for doomed in DoomedFile.objects.order_by("pk"):
        default_storage.delete(doomed.name)
        doomed.delete()
        removed += 1
    return removed
