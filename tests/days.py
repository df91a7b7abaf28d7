"""A day of a part of the worker, said in advance."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event


class Day(Event):
    """Runs until told to stop; between two looks one thing happens after the other, and then it is over."""

    def __init__(self, *happenings: Callable[[], object]) -> None:
        super().__init__()
        self.happenings, self.waits = list(happenings), list[float | None]()

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        if self.happenings:
            self.happenings.pop(0)()
        else:
            self.set()
        return self.is_set()
