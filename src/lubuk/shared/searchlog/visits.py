"""What the visitors of this process look for just now, so that one search stays one line.

A visitor is known for minutes, in memory alone, by a number made with a secret that dies with the process. Typing on,
paging, narrowing and coming back belong to the search before; the first result opened is the line's.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from threading import Lock
from time import monotonic

from django.utils import timezone

MOST_VISITS = 2_000  # of a process, some 4 MB; of more the one seen longest ago is forgotten
MOST_WAITING = 5_000  # lines not written yet; while the database is away, more are lost
VISIT = 15 * 60.0  # seconds: what is opened later was not found by this search
TYPING = 60.0  # seconds in which "leak" and "leak pipe" are one search

SECRET = secrets.token_bytes(32)


def visitor(*marks: object) -> bytes:
    """A number for who is known by these marks; it can't be turned back, nor made again by another process."""
    return blake2b(repr(marks).encode(), key=SECRET, digest_size=16).digest()


@dataclass(slots=True, eq=False)
class Line:
    """A search as it will stand in the log."""

    words: str
    language: str
    unit_id: int | None
    found: int
    took: int
    filters: set[str] = field(default_factory=set)
    opened: int | None = None
    on: date = field(default_factory=timezone.localdate)
    places: dict[str, int] = field(default_factory=dict)  # path of a result -> its place
    at: float = field(default_factory=monotonic)
    pk: int | None = None  # once it is written

    def goes_on_with(self, other: Line) -> bool:
        return self.words == other.words or (
            self.opened is None
            and other.at - self.at <= TYPING
            and (other.words.startswith(self.words) or self.words.startswith(other.words))
        )

    def go_on_with(self, other: Line) -> None:
        if self.words == other.words:
            self.found, self.took = max(self.found, other.found), max(self.took, other.took)
        else:
            self.words, self.found, self.took = other.words, other.found, other.took
        self.filters |= other.filters
        self.places |= other.places
        self.at = other.at


class Visits:
    """Safe to use from all threads of the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._now: OrderedDict[bytes, Line] = OrderedDict()
        self._changed: dict[Line, None] = {}
        self._strays: deque[str] = deque(maxlen=MOST_WAITING)

    def looked(self, key: bytes, line: Line) -> None:
        with self._lock:
            before = self._now.pop(key, None)
            if before and line.at - before.at <= VISIT and before.goes_on_with(line):
                before.go_on_with(line)
                line = before
            self._now[key] = line
            if len(self._now) > MOST_VISITS:
                self._now.popitem(last=False)
            self._mark(line)

    def opened(self, key: bytes, words: str, path: str) -> bool:
        """A page was opened from the results for these words; it may be none of them. False: this process doesn't know
        of such a search."""
        with self._lock:
            line = self._now.get(key)
            if line is None or line.words != words:
                return False
            if line.opened is None and monotonic() - line.at <= VISIT and path in line.places:
                line.opened = line.places[path]
                self._mark(line)
            return True

    def opened_elsewhere(self, words: str) -> None:
        """A result was opened of a search that another process knows, or that was left for another one meanwhile."""
        with self._lock:
            self._strays.append(words)

    def take(self) -> tuple[list[Line], list[str]]:
        """What is to be written, and for which words another process's visitor opened something."""
        with self._lock:
            lines, strays = list(self._changed), list(self._strays)
            self._changed.clear()
            self._strays.clear()
            return lines, strays

    def give_back(self, lines: list[Line], strays: list[str]) -> None:
        """They could not be written."""
        with self._lock:
            for line in lines:
                self._mark(line)
            self._strays.extend(strays)

    def forget(self) -> None:
        with self._lock:
            self._now.clear()
            self._changed.clear()
            self._strays.clear()

    def _mark(self, line: Line) -> None:
        if line in self._changed or len(self._changed) < MOST_WAITING:
            self._changed[line] = None


visits = Visits()
