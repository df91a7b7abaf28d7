"""Waiting for a signal or a while, whichever comes first.

Not Django's signals, which this house does not use.
"""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Ears:
    """Signals arrive as bytes in a pipe, so that none gets lost between looking and waiting."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def wait(self, seconds: float) -> set[int]:
        """The signals that came, as numbers; none when the time is over."""
        ready, _, _ = select.select([self._pipe], [], [], max(seconds, 0))
        return set(os.read(self._pipe, 1024)) if ready else set()


@contextmanager
def listening(*wanted: signal.Signals) -> Iterator[Ears]:
    reader, writer = os.pipe()
    for end in (reader, writer):
        os.set_blocking(end, False)
    before = {one: signal.signal(one, lambda *_: None) for one in wanted}
    woken = signal.set_wakeup_fd(writer)
    try:
        yield Ears(reader)
    finally:
        signal.set_wakeup_fd(woken)
        for one, handler in before.items():
            signal.signal(one, handler)
        os.close(reader)
        os.close(writer)
