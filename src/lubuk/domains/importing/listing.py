"""What is listed of imports, and what may be chosen for one."""

from __future__ import annotations

import posixpath

from django.db.models import Count, Q, QuerySet

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.permissions import can_begin
from lubuk.foundation.units.models import Unit


def source_name(file_name: str) -> str:
    """What a source goes by, from the name of its file or folder."""
    stem = file_name if "." not in file_name.strip(".") else posixpath.splitext(file_name)[0]
    return " ".join(stem.split())[:120] or "import"


def count_by_outcome(run: Import) -> dict[str, int]:
    """Only outcomes that there are, in the order in which they are told."""
    rows = run.entries.order_by().values("outcome").annotate(number=Count("pk"))
    counts = {row["outcome"]: row["number"] for row in rows}
    return {outcome: counts[outcome] for outcome in Outcome.values if outcome in counts}


def imports_of(person: Person) -> QuerySet[Import]:
    """Those that the person may look after."""
    who = standing(person)
    if who.is_administrator or who.is_officer_everywhere:
        return Import.objects.all()
    return Import.objects.filter(Q(by=person) | Q(unit__institution_id__in=who.officer_of))


def units_for(person: Person) -> QuerySet[Unit]:
    """Where the person may bring pages in."""
    who = standing(person)
    units: QuerySet[Unit] = Unit.objects.filter(closed_at=None).order_by("path")
    if who.is_administrator or who.is_officer_everywhere:
        return units
    own = who.tended_units | who.managed_units
    return units.filter(Q(institution_id__in=who.officer_of) | Q(pk__in=own))


def kinds_for(person: Person) -> list[Kind]:
    """What a text may become; not what holds other pages."""
    return [kind for kind in kinds().values() if not kind.does_offer("parts") and can_begin(person, kind)]


def found_in(run: Import, outcome: str = "", words: str = "") -> QuerySet[Entry]:
    entries = run.entries.select_related("item")
    if outcome:
        entries = entries.filter(outcome=outcome)
    if words:
        entries = entries.filter(
            Q(path__icontains=words) | Q(title__icontains=words) | Q(why__icontains=words)
        )
    return entries
