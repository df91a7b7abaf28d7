"""The stamp of all that was done: while it is the same, nothing that the trail tells of has changed.

What depends on nothing else may be kept in a process's memory under the stamp (`Kept`), and is then never
older than the last act of any process. The stamp must be read before the thing is made.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.db import connection

from lubuk.foundation.trail.models import ChainHead

# As it stands, because it is asked at every request and Django would build it anew each time.
HEAD = f"SELECT hash FROM {ChainHead._meta.db_table} WHERE id = 1"  # noqa: S608 - a name of our own


def stamp() -> str:
    """The last entry's hash, in one query; "" before anything was done, when nothing may be kept."""
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


class Kept[V]:
    """The values last used, up to a number of bytes (or whatever `weigh` counts). For all threads of a process."""

    def __init__(self, most: int, weigh: Callable[[V], int] = lambda value: 1) -> None:
        self.most, self.weigh = most, weigh
        self.weight = 0
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def keep(self, key: Hashable, value: V) -> None:
        with self._lock:
            if (before := self._values.pop(key, None)) is not None:
                self.weight -= self.weigh(before)
            self._values[key] = value
            self.weight += self.weigh(value)
            while self.weight > self.most:
                _key, oldest = self._values.popitem(last=False)
                self.weight -= self.weigh(oldest)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self.weight = 0
