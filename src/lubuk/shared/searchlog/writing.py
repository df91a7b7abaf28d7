"""From memory to the database, by a thread of each web process, so that no search waits for it.

A process that is killed takes the lines of its last seconds with it; one that ends in order writes them first.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from lubuk.shared.searchlog.crowds import NOBODYS, Crowd, crowds
from lubuk.shared.searchlog.models import PLACE_UNKNOWN, Lookup
from lubuk.shared.searchlog.visits import Line, visits

log = logging.getLogger(__name__)

WRITE_EVERY = 2.0  # seconds
KEEP = timedelta(days=400)  # a year, and the weeks to compare it with
RECENT = timedelta(days=1)  # a search of before midnight may be opened after it


def begin() -> None:
    """Called once by each web process."""
    Thread(target=keep_writing, args=[Event()], name="searchlog", daemon=True).start()


def keep_writing(stop: Event) -> None:
    while not stop.wait(WRITE_EVERY):
        try:
            write()
        except DatabaseError as error:
            log.warning("The search log can't be written, trying again: %s", error)
            connection.close()


def write() -> int:
    """How many lines were written. What can't be written now is kept for the next time."""
    lines, strays = visits.take()
    if not lines and not strays:
        return 0
    new = [line for line in lines if line.pk is None]
    try:
        with transaction.atomic():
            rows = store(new, [line for line in lines if line.pk is not None])
            for words in strays:
                note_stray(words)
    except DatabaseError:
        visits.give_back(lines, strays)
        raise
    for line, row in zip(new, rows, strict=True):
        line.pk = row.pk
    return len(lines)


def store(new: list[Line], changed: list[Line]) -> list[Lookup]:
    known = crowds()
    for line in changed:
        Lookup.objects.filter(pk=line.pk or 0).update(**columns(line, known))
    return Lookup.objects.bulk_create(Lookup(on=line.on, **columns(line, known)) for line in new)


def columns(line: Line, known: dict[int, Crowd]) -> dict[str, Any]:
    crowd = known.get(line.unit_id or 0, NOBODYS)
    said = {
        "words": line.words, "language": line.language, "institution_id": crowd.institution_id,
        "unit_id": crowd.unit_id, "filters": " ".join(sorted(line.filters))[:100],
        "found": line.found, "took": line.took,
    }  # fmt: skip
    # Another process may know of an opening that this one doesn't.
    return said if line.opened is None else said | {"opened": line.opened}


def note_stray(words: str) -> None:
    """Whose search it was nobody knows: the newest of the same words of which nothing was opened yet."""
    recent = Lookup.objects.filter(
        words=words, opened=None, found__gt=0, on__gte=timezone.localdate() - RECENT
    )
    newest = recent.order_by("-pk").values_list("pk", flat=True).first()
    if newest is not None:
        Lookup.objects.filter(pk=newest).update(opened=PLACE_UNKNOWN)


def sweep_lookups() -> None:
    """Once a day: searches of long ago go."""
    Lookup.objects.filter(on__lt=timezone.localdate() - KEEP).delete()
