"""Taking an import back: drafts go, published pages are withdrawn, renewed ones get the text they had.

Only where nobody has changed the page since. What is published is never deleted: somebody may have cited it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_discard, can_publish, can_take
from lubuk.foundation.refusal import Refused
from lubuk.shared.origins.models import Origin


def take_back(run: Import) -> None:
    done = run.entries.filter(outcome__in=(Outcome.NEW, Outcome.CHANGED)).exclude(item=None)
    # The last first: a collection goes before what it holds.
    for row in done.order_by("-pk").select_related("run__by"):
        try:
            with transaction.atomic():
                undo(run, row)
        except Refused as refused:
            row.why = str(refused)
            row.save(update_fields=["why"])


def undo(run: Import, row: Entry) -> None:
    item = Item.objects.select_related("unit", "draft", "published").get(pk=row.item_id or 0)
    latest = item.versions.order_by("-number").first()
    if latest is None or latest.number != row.version:
        raise Refused(_("It stays: somebody has changed it since."))
    if row.outcome == Outcome.NEW:
        remove(run, item)
    else:
        restore(run, item, row)
    row.outcome, row.why = Outcome.UNDONE, ""
    row.save(update_fields=["outcome", "why"])


def remove(run: Import, item: Item) -> None:
    # Without its digest it counts as never brought in, and may be brought in again.
    Origin.objects.filter(item=item).update(digest="")
    if can_discard(run.by, item):
        actions.discard(item, by=run.by)
        return
    steps = (
        step
        for step in kind_of(item).flow.steps
        if kind_of(item).flow.state(step.to).counts_as == Phase.WITHDRAWN
    )
    step = next((step for step in steps if item.state in step.sources and can_take(run.by, item, step)), None)
    if step is None:
        raise Refused(_("It stays: you can't withdraw this kind of page."))
    actions.take_step(item, step, by=run.by, reason=_("The import was taken back."))


def restore(run: Import, item: Item, row: Entry) -> None:
    """The text before, as the next version."""
    before = (
        item.versions.filter(number__lt=row.version or 0)
        .exclude(published_at=None)
        .order_by("-number")
        .first()
    )
    if before is None:
        raise Refused(_("It stays: there is no earlier text."))
    version = actions.restore(before, by=run.by)
    item.refresh_from_db()
    if can_publish(run.by, item):
        actions.publish(item, by=run.by)
    Origin.objects.filter(item=item).update(digest="-", version=version.number)
