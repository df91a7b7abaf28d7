"""The stamp of all that was done: while it is the same, nothing that the trail tells of has changed.

What depends on nothing else may be kept in a process's memory under the stamp (`lubuk.ui.keeping.Kept`), and is then
never older than the last act of any process. The stamp must be read before the thing is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps

from django.db import connection

from lubuk.foundation.trail.models import ChainHead

# As it stands, because it is asked at every request and Django would build it anew each time.
HEAD = f"SELECT hash FROM {ChainHead._meta.db_table} WHERE id = 1"  # noqa: S608 - a name of our own

_held: ContextVar[list[str] | None] = ContextVar("held", default=None)


def stamp() -> str:
    """The last entry's hash, in one query; "" before anything was done, when nothing may be kept."""
    held = _held.get()
    if held:
        return held[0]
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        row = cursor.fetchone()
    now = str(row[0]) if row else ""
    if held is not None:
        held.append(now)
    return now


def kept_under_stamp[V](make: Callable[[], V]) -> Callable[[], V]:
    """What `make` answered last, for as long as nothing was done. For what each act may change, and few do."""
    under = lru_cache(maxsize=2)(lambda _stamp: make())

    @wraps(make)
    def kept() -> V:
        now = stamp()
        return under(now) if now else make()

    return kept


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it the stamp is asked once, and again after an act of its own: what others do meanwhile is newer than
    the stamp, which is no harm.
    """
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def forget_stamp() -> None:
    if held := _held.get():
        held.clear()
