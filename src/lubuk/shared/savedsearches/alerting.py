"""The worker's part that follows what search has taken in, and tells those whose kept searches find it.

Publishing runs nobody's search: the outbox of search says what changed, and what the index has taken is looked at some
seconds later, all of it together. The place moves when everybody was told, so a worker that is killed in the middle is
followed by one that does the same again; `telling` tells nobody twice.
"""

from __future__ import annotations

import logging
import time
from threading import Event

from django.db import OperationalError, connection

from lubuk.shared.savedsearches.finding import changed_among, finds_among
from lubuk.shared.savedsearches.models import Followed
from lubuk.shared.savedsearches.posting import queue_due
from lubuk.shared.savedsearches.telling import tell_all
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.learning import step_back
from lubuk.shared.search.live import engine
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.outbox import row_of

BATCH = 500  # rows of the outbox
LOOK_EVERY = 5.0  # seconds; three small questions when nothing has changed
SHARE = 0.05  # of the time: a hundred thousand kept searches take seconds, and are asked the more seldom
LOOK_AGAIN = 30.0  # seconds after the database was not to be had

log = logging.getLogger(__name__)


def alert(stop: Event) -> None:
    """Runs until told to stop."""
    step_back()
    while not stop.is_set():
        begun = time.monotonic()
        try:
            rows = look()
            queue_due()
        except (OperationalError, NoIndex) as trouble:
            log.warning("Kept searches can't be looked through, looking again: %s", trouble)
            connection.close()
            stop.wait(LOOK_AGAIN)
        else:
            connection.close()
            took = time.monotonic() - begun
            stop.wait(took / SHARE if rows == BATCH else max(LOOK_EVERY, took / SHARE))


def look() -> int:
    """Look at what changed, at most BATCH rows of it; how many there were."""
    place, taken = Followed.objects.first(), row_of(engine())
    if place is None or taken is None:
        return 0
    rows = list(Outbox.objects.filter(pk__gt=place.row, pk__lte=taken.pk)[:BATCH])
    if rows:
        changed = changed_among({row.item for row in rows})
        tell_all(dict(finds_among(changed)), changed)
        Followed.objects.filter(pk=place.pk, row=place.row).update(row=rows[-1].pk)
    return len(rows)
