"""Starts the children, starts again what dies, and leaves none behind.

What the children do is in web.py and worker.py; where a child comes to its end without the supervisor, in
lifeline.py.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from lubuk.site.configuration.places import SUPERVISOR
from lubuk.site.serving.signals import listening

ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a dead child is started again: doubled each time
LONG_LIFE = 5.0  # seconds after which a child counts as healthy and the pause begins anew: a crash at start is quicker
GRACE = 15.0  # seconds that the children have to end in peace
LOOK_EVERY = 0.1  # seconds, until the first page can be served
UNTIL_A_SIGNAL = 3600.0
# Numbers are reckoned on one core at a time: pages come first.
CALM = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Child:
    """A process that is meant to run for ever."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.due = 0.0
        self._pause = FIRST_PAUSE
        self._began = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then ends all in
        # order.
        self.process = subprocess.Popen(
            self.command, start_new_session=True, env={**CALM, **os.environ, SUPERVISOR: str(os.getpid())}
        )
        self._began = time.monotonic()

    def look(self) -> None:
        """Notices a death and says when to start again."""
        if self.process is None or (code := self.process.poll()) is None:
            return
        lived = time.monotonic() - self._began
        self._pause = FIRST_PAUSE if lived > LONG_LIFE else min(self._pause * 2, LONGEST_PAUSE)
        self.process, self.due = None, time.monotonic() + self._pause
        cause = signal.Signals(-code).name if code < 0 else f"code {code}"
        print(
            f"{self.name} ended ({cause}); starting it again in {self._pause:.0f} s",
            file=sys.stderr,
            flush=True,
        )


def supervise(children: Sequence[Child], *, is_up: Callable[[], bool], greet: Callable[[], None]) -> None:
    """Runs until a signal to end. Calls `greet` once, as soon as `is_up` says so."""
    greeted = False
    with listening(*ENDING, signal.SIGCHLD) as ears:
        try:
            while True:
                _start_what_is_due(children)
                if not greeted and is_up():
                    greeted = True
                    greet()
                if ears.wait(_pause(children, greeted=greeted)) & ENDING:
                    return
                for child in children:
                    child.look()
        finally:
            _end(children)


def _start_what_is_due(children: Sequence[Child]) -> None:
    now = time.monotonic()
    for child in children:
        if child.process is None and child.due <= now:
            child.start()


def _pause(children: Sequence[Child], *, greeted: bool) -> float:
    if not greeted:
        return LOOK_EVERY
    now = time.monotonic()
    return min([child.due - now for child in children if child.process is None], default=UNTIL_A_SIGNAL)


def _end(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(timeout=max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
