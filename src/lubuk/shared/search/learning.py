"""The worker's part that finds out what texts mean: cuts what changed, embeds what waits, writes the vectors down.

Each of the three goes on where a killed worker left it. Searching goes on meanwhile, by words alone where there are no
vectors yet. What changed last is embedded first; while a library is learned for the first time that is what is newest.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from threading import Event

from django.db import OperationalError, connection
from django.db.models import F, Max

from lubuk.shared.search.cutting import Part
from lubuk.shared.search.embedding import Embedder, NoEmbedding
from lubuk.shared.search.engine import Busy
from lubuk.shared.search.live import embedder as live_embedder
from lubuk.shared.search.live import vectors
from lubuk.shared.search.models import Embedding, Portion
from lubuk.shared.search.portions import cut_next, parts_by_item, published_with_text

log = logging.getLogger(__name__)

READ_AT_ONCE = 5_000  # rows
AT_ONCE = 8  # parts: some seconds, and little to do again after a kill
LOOK_EVERY = 2.0  # seconds
LAST = 19  # of the queue for the processor
LOOK_AGAIN = 30.0  # seconds after the database or the model was not to be had
WRITE_EVERY = 10.0  # seconds, at the most often
SHARE_OF_WRITING = 0.05  # of the time: writing a million vectors takes seconds, and is done the more seldom
TRIES = 5  # times that a process came to its end over a part: then it is left alone

type Stamp = tuple[int | None, ...]


def learn(stop: Event) -> None:
    """Runs until told to stop. Nothing to do where meaning is switched off."""
    embedder = live_embedder()
    if embedder is None:
        return
    step_back()
    writer = Writer()
    while not stop.is_set():
        try:
            busy = cut_next(embedder.model) or embed_next(embedder)
            writer.write_if_due(embedder.model)
        except NoEmbedding as trouble:
            log.warning("Texts can't be embedded, looking again: %s", trouble)
            stop.wait(LOOK_AGAIN)
        except (OperationalError, Busy) as trouble:
            log.warning("Meaning can't be brought up to date, looking again: %s", trouble)
            connection.close()
            stop.wait(LOOK_AGAIN)
        else:
            if not busy:
                connection.close()
                stop.wait(LOOK_EVERY)


def step_back() -> None:
    """On Linux each thread has a place of its own in the queue for the processor: pages and jobs go before this one."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST)


def embed_next(embedder: Embedder) -> bool:
    """Embed some of what waits; False when nothing does. Raises NoEmbedding: then others come first the next time."""
    waiting = Embedding.objects.filter(model=embedder.model, value=None, tries__lt=TRIES)
    ids = list(waiting.order_by("tries", "-pk").values_list("pk", flat=True)[:AT_ONCE])
    if not ids:
        return False
    taken = Embedding.objects.filter(pk__in=ids)
    taken.update(tries=F("tries") + 1)
    found = parts_waiting(ids)
    try:
        made = embedder.passages([part.said for part in found.values()])
    except NoEmbedding:
        taken.update(tries=1)
        raise
    pack = importlib.import_module("lubuk.shared.search.vectors").packed  # brings numpy, here and not before
    for pk, vector in zip(found, made, strict=True):
        Embedding.objects.filter(pk=pk).update(value=pack(vector))
    return True


def parts_waiting(ids: list[int]) -> dict[int, Part]:
    """By embedding, the part that it is of. A text that changed since is cut again soon, and isn't among them."""
    rows = Portion.objects.filter(embedding__in=ids).values_list("item", "embedding", "embedding__digest")
    wanted = {bytes(digest): pk for _item, pk, digest in rows}
    parts = parts_by_item(published_with_text({item for item, _pk, _digest in rows}))
    return {wanted[part.digest]: part for some in parts.values() for part in some if part.digest in wanted}


class Writer:
    """Writes all vectors to this machine's disk when there are others than at the last time."""

    def __init__(self) -> None:
        self.written: Stamp | None = None
        self.due = 0.0

    def write_if_due(self, model: str) -> bool:
        if time.monotonic() < self.due or (stamp := stamp_of(model)) == self.written:
            return False
        begun = time.monotonic()
        write(model)
        now = time.monotonic()
        self.written, self.due = stamp, now + max(WRITE_EVERY, (now - begun) / SHARE_OF_WRITING)
        return True


def stamp_of(model: str) -> Stamp:
    """Another one whenever a vector came or a part came or went."""
    made = Embedding.objects.filter(model=model).exclude(value=None)
    last = Portion.objects.aggregate(last=Max("pk"))["last"]
    return made.count(), Portion.objects.count(), last


def write(model: str) -> int:
    """Raises Busy when another process is writing them. What no text says any more is forgotten first."""
    Embedding.objects.filter(portions=None).delete()
    first = Embedding.objects.filter(model=model).exclude(value=None).values_list("value", flat=True).first()
    return vectors().write(model, rows(model), len(first) if first else 0)


def rows(model: str) -> Iterator[tuple[int, int, bytes]]:
    """In short reads: an open cursor over everything would keep SQLite's write-ahead log from shrinking."""
    last = 0
    known = Portion.objects.filter(embedding__model=model).exclude(embedding__value=None).order_by("pk")
    columns = known.values_list("pk", "item", "embedding", "embedding__value")
    while some := list(columns.filter(pk__gt=last)[:READ_AT_ONCE]):
        last = some[-1][0]
        yield from ((item, embedding, bytes(value or b"")) for _pk, item, embedding, value in some)
