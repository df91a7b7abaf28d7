"""Making an item official, and saying that it is still correct."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act, renew
from lubuk.foundation.items.announcements import ConfirmationTakenBack, Confirmed, Endorsed
from lubuk.foundation.items.dates import months_from_today
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Endorsement, Item, Version
from lubuk.foundation.items.permissions import can_confirm, can_endorse, can_take_back
from lubuk.foundation.refusal import Refused, require

DEFAULT_CHECK_MONTHS = (
    12  # for endorsed items of a kind that doesn't say: ISO 30401 asks for review, not for a period
)


@act
def endorse(item: Item, *, by: Person) -> Endorsement:
    """The published text is official from now on, until it is to be checked again."""
    require(can_endorse(by, item), _("A steward of this page endorses it, and nobody endorses their own."))
    endorsement = look_over(item, by)
    item.endorsed_at = endorsement.at
    item.save(update_fields=["endorsed_at"])
    announce(Endorsed(item=item, by=by, version=item.published))
    return endorsement


@act
def confirm(item: Item, *, by: Person) -> Endorsement:
    """Still correct: the check-by date moves on by the kind's period."""
    require(can_confirm(by, item), _("Its owner or a steward says whether this page is still correct."))
    endorsement = look_over(item, by)
    announce(Confirmed(item=item, by=by, version=item.published))
    return endorsement


def look_over(item: Item, by: Person) -> Endorsement:
    before = item.check_by
    item.check_by = months_from_today(kind_of(item).check_again_months or DEFAULT_CHECK_MONTHS)
    item.save(update_fields=["check_by"])
    return Endorsement.objects.create(
        item=item, version=published_of(item), by=by, check_by=item.check_by, check_by_before=before
    )


def published_of(item: Item) -> Version:
    """The version readers see. The rights above have made sure that there is one."""
    if item.published is None:
        raise Refused(_("This page has not been published yet."))
    return item.published


@transaction.atomic
def take_back(endorsement: Endorsement, *, by: Person) -> None:
    """Undo "still correct", or "official", while it is the last word on the item."""
    item = endorsement.item
    renew(item)
    endorsement.refresh_from_db(fields=["withdrawn_at"])
    require(can_take_back(by, endorsement), _("Only who said it can take it back, and only once."))
    if item.endorsements.filter(withdrawn_at=None).first() != endorsement:
        raise Refused(_("Somebody has checked this page since. Open it again to see."))
    endorsement.withdrawn_at = timezone.now()
    endorsement.save(update_fields=["withdrawn_at"])
    item.check_by = endorsement.check_by_before
    item.endorsed_at = None if item.endorsed_at == endorsement.at else item.endorsed_at
    item.save(update_fields=["check_by", "endorsed_at"])
    announce(ConfirmationTakenBack(item=item, by=by, version=endorsement.version))
