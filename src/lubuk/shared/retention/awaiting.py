"""Disposals that a person can approve."""

from __future__ import annotations

from django.db.models import Count

from lubuk.foundation.accounts.models import Reader
from lubuk.shared.retention.actions.disposing import APPROVALS_NEEDED
from lubuk.shared.retention.models import Disposal
from lubuk.shared.retention.permissions import can_approve, can_enter_records


def awaiting(person: Reader) -> list[Disposal]:
    """Few are open at any time, and few people may come in here: the rest are asked nothing."""
    if not can_enter_records(person):
        return []
    disposals = Disposal.objects.filter(stopped_at=None, carried_out_at=None).annotate(
        said=Count("approvals")
    )
    lacking = disposals.filter(said__lt=APPROVALS_NEEDED).select_related("by").order_by("at")
    return [disposal for disposal in lacking if can_approve(person, disposal)]
