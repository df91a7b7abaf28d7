"""Which page stands in the place of which, as the source says; after all of them are in."""

from __future__ import annotations

from itertools import batched

from django.db import transaction

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.domains.importing.taking.known import Known
from lubuk.domains.importing.taking.spool import Spool
from lubuk.domains.importing.taking.survey import beat
from lubuk.foundation.announcing import together
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.recording import many_acts

BATCH = 50  # pages
IN = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)


def succeed(run: Import, spool: Spool) -> None:
    """Raises Stopped."""
    known = Known(run, spool)
    rows = run.entries.filter(outcome__in=IN).exclude(item=None).select_related("item")
    for some in batched(rows, BATCH):
        beat(run)
        with many_acts():
            for row in some:
                page = spool.get(row.path)
                for path in page.replaces if page else ():
                    replace(row, known.items.get(path))


def replace(row: Entry, old_id: int | None) -> None:
    """A circle, or a page that is not theirs to link, is said in the account; the page itself is in."""
    old = Item.objects.filter(pk=old_id).first() if old_id else None
    if old is None or row.item is None:
        return
    try:
        with transaction.atomic(), together():
            actions.link(row.item, old, Link.REPLACES, by=row.run.by)
    except Refused as refused:
        row.why = f"{row.why} {old}: {refused}".strip()
        row.save(update_fields=["why"])
