"""The sign that the worker of this machine lives: a file whose time is renewed. Written by the worker, read
by /healthz.
"""

import time
from pathlib import Path
from threading import Event

from django.conf import settings

BEAT_EVERY = 5.0  # seconds
SILENT_AFTER = 4 * BEAT_EVERY  # seconds


def beat(stop: Event) -> None:
    while not stop.is_set():
        _heart().touch()
        stop.wait(BEAT_EVERY)


def silence() -> float | None:
    """Seconds since the last beat; None when there was none."""
    try:
        return max(time.time() - _heart().stat().st_mtime, 0)
    except FileNotFoundError:
        return None


def _heart() -> Path:
    return Path(settings.DATA) / "worker.heartbeat"
