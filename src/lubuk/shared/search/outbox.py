"""From the database to the index: every change in order, none lost, whoever is killed and whenever.

A row is written in the transaction of the change. The rows' ids become visible in their own order, because
each act first takes the lock of the trail and only then writes its row (site/wiring.py keeps that order); so
"all rows up to this id" is a position. The index keeps it in the commit that holds those rows' documents.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta
from threading import Event

from django.db import OperationalError, connection
from django.utils import timezone

from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.shared.search.documents import documents
from lubuk.shared.search.engine import Busy, Engine, NoIndex
from lubuk.shared.search.live import engine as live_engine
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.rebuild import rebuild

log = logging.getLogger(__name__)

BATCH = 200  # rows: a fraction of a second, and little to do again after a kill
LOOK_EVERY = 0.5  # seconds; with a commit of some 20 ms a change is found well within two seconds
LOOK_AGAIN = 5.0  # seconds after the database or the index was not to be had
KEEP = timedelta(days=2)  # rows that are followed already: other machines' indexes may be behind this one's
PRUNE_EVERY = 1_000  # looks


def note_changes(said: Sequence[ItemAnnouncement]) -> None:
    """Listens to everything that is announced of items."""
    enqueue_all(dict.fromkeys(one.item_id for one in said))


def enqueue(item_id: int) -> None:
    """Have the item written to the index, or taken out. Call it in the transaction of the change."""
    Outbox.objects.create(item=item_id)


def enqueue_all(item_ids: Iterable[int]) -> None:
    """For changes of many items at once: a unit moved, a subject renamed."""
    Outbox.objects.bulk_create((Outbox(item=item_id) for item_id in item_ids), batch_size=BATCH)


def follow(stop: Event, engine: Engine | None = None) -> None:
    """Bring the index up to the database, over and over, until told to stop. One process does this."""
    engine, looks = engine or live_engine(), 0
    while not stop.is_set():
        try:
            rows = catch_up(engine)
            looks += 1
            if looks % PRUNE_EVERY == 0:
                prune(engine)
        except (OperationalError, Busy) as error:
            log.warning("Search can't be brought up to date, looking again: %s", error)
            connection.close()
            stop.wait(LOOK_AGAIN)
        else:
            if rows < BATCH:
                stop.wait(LOOK_EVERY)


def catch_up(engine: Engine | None = None) -> int:
    """Follow the next rows, at most BATCH; how many there were. An index that can't follow is rebuilt."""
    engine = engine or live_engine()
    at = row_of(engine)
    if at is None:
        rebuild(engine)
        return 0
    rows = list(Outbox.objects.filter(pk__gt=at.pk)[:BATCH])
    if rows:
        write(engine, rows)
    return len(rows)


def write(engine: Engine, rows: list[Outbox]) -> None:
    changed = {row.item for row in rows}
    found = documents(changed)
    gone = changed - {document.id for document in found}
    engine.index(found, gone=gone, position=rows[-1].position)


def row_of(engine: Engine) -> Outbox | None:
    """The row up to which the index has come. None when it has to be rebuilt: there is no index, it is of
    another time than the database (a backup was put back), or so far behind that rows it needs are gone."""
    try:
        return Outbox.at_position(engine.position())
    except NoIndex:
        return None


def prune(engine: Engine) -> None:
    """Forget old rows, never the one that the index stands at."""
    at = row_of(engine)
    if at:
        Outbox.objects.filter(pk__lt=at.pk, at__lt=timezone.now() - KEEP).delete()
