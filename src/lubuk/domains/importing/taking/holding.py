"""Which process has hold of an import: a lock on a file, which the system opens at once when the process dies.

It tells of this machine only. A runner on another one is known by its beat in the database.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from django.conf import settings


class Held(Enum):
    HERE = "a process of this machine is at it"
    LEFT = "a process of this machine was at it and died"
    UNKNOWN = "nobody was at it on this machine"


@contextmanager
def holding(import_id: int) -> Iterator[Held]:
    """How it was found. Unless that is HERE, it is held until the end; the mark goes when the end is a good one."""
    place = place_of(import_id)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = Held.LEFT if place.exists() else Held.UNKNOWN
    with place.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield Held.HERE
            return
        yield found
        place.unlink(missing_ok=True)


def is_left(import_id: int) -> bool:
    """Whether a process of this machine died over it."""
    place = place_of(import_id)
    if not place.exists():
        return False
    with place.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def place_of(import_id: int) -> Path:
    return Path(settings.DATA) / "imports" / f"{import_id}.held"
