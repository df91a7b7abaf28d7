"""Questions about imports."""

from __future__ import annotations

import posixpath

from django.db.models import Count, Q, QuerySet

from lubuk.domains.importing.models import Import, Outcome
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person


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
