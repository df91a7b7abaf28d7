"""What the person says of pages that look like one that is here, before anything comes in."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.domains.importing.permissions import can_take
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.origins.models import Origin


class Choice(StrEnum):
    BRING = "bring"  # it comes in beside the other
    LEAVE = "leave"
    RENEW = "renew"  # it is the other, under a new name in the same source


OPEN = (Outcome.TO_COME, Outcome.TO_CHANGE, Outcome.ALIKE, Outcome.DOUBLE, Outcome.LEFT_OUT)


@transaction.atomic
def decide(entry: Entry, choice: str, *, by: Person) -> None:
    """Of one entry that looks like an item or is the same file; as often as they like, until the import is taken."""
    require(can_take(by, entry.run), _("This import is not waiting for you."))
    if not may_be_decided(entry) or choice not in set(Choice):
        raise Refused(_("There is nothing to choose here. Look at the list again."))
    if choice == Choice.RENEW:
        renew(entry)
    else:
        entry.alike_id, entry.item_id = entry.alike_id or entry.item_id, None
        entry.outcome = Outcome.TO_COME if choice == Choice.BRING else Outcome.LEFT_OUT
        entry.why = "" if choice == Choice.BRING else _("You left it out.")
    entry.save(update_fields=["outcome", "why", "item", "alike"])


def leave_alike(run: Import, *, by: Person) -> int:
    """All that look like a page here, and of which nothing was said. Returns how many."""
    require(can_take(by, run), _("This import is not waiting for you."))
    alike = run.entries.filter(outcome=Outcome.ALIKE)
    return alike.update(outcome=Outcome.LEFT_OUT, why=_("You left it out."))


def may_be_decided(entry: Entry) -> bool:
    """Not a second file of the same text in this source: that one comes in with the first."""
    is_double = entry.outcome == Outcome.DOUBLE and entry.item_id is not None
    return is_double or (entry.outcome in OPEN and entry.alike_id is not None)


def renew(entry: Entry) -> None:
    if not renewable(entry.run, [entry]):
        raise Refused(_("Only a page that came from this source, and is no longer in it, can be renewed so."))
    entry.item_id, entry.outcome, entry.why = entry.alike_id, Outcome.TO_CHANGE, ""


def renewable(run: Import, rows: list[Entry]) -> set[int]:
    """Items among those that the rows look like whose own file is gone from the source: it got another name."""
    alike = [row.alike_id for row in rows if row.alike_id]
    came = Origin.objects.filter(unit=run.unit, source=run.source, item__in=alike)
    taken = run.entries.filter(path__in=came.values("path")).exclude(outcome=Outcome.GONE)
    free = came.exclude(path__in=taken.values("path"))
    return set(free.values_list("item_id", flat=True))


def settle(run: Import) -> None:
    """The import is taken: what nobody left out comes in, and a page whose file has another name is not gone."""
    run.entries.filter(outcome=Outcome.ALIKE).update(outcome=Outcome.TO_COME)
    renewed = run.entries.filter(outcome=Outcome.TO_CHANGE, alike__isnull=False)
    run.entries.filter(outcome=Outcome.GONE, item__in=list(renewed.values_list("item", flat=True))).delete()
