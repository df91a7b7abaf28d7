"""Every process of every machine goes by what is in force, without a restart: it looks at the edition's stamp."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection

from lubuk.foundation.items.kinds.problems import Problem
from lubuk.foundation.items.kinds.registry import IN_FORCE
from lubuk.foundation.shaping.models import Edition
from lubuk.foundation.shaping.texts import own_texts, readable

log = logging.getLogger(__name__)

# As it stands, because it is asked at every request and Django would build it anew each time.
STAMP = f"SELECT stamp FROM {Edition._meta.db_table} WHERE id = 1"  # noqa: S608 - a name of our own


@dataclass
class Followed:
    """What this process has read."""

    stamp: str = ""
    problems: list[Problem] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


FOLLOWED = Followed()


def follow() -> None:
    """Read the kinds anew if others are in force than this process knows. One small query when not."""
    now = stamp()
    if now == FOLLOWED.stamp:
        return
    with FOLLOWED.lock:
        own = own_texts()
        IN_FORCE.shaped, FOLLOWED.problems = readable(own) if own else (None, [])
        FOLLOWED.stamp = now
    for problem in FOLLOWED.problems:
        log.error("A kind or flow of your own can't be read and is left out: %s", problem)


def stamp() -> str:
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
