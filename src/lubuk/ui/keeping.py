"""A process's memory of things that were made and may be wanted again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Kept[V]:
    """The values last used, up to a number of bytes (or whatever `weigh` counts). For all threads of a
    process.

    A value is shared by all who get it: nobody may change it. What it depends on must be in its key.
    """

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
