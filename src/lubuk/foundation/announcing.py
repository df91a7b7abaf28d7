"""News that travels upward: an action announces what happened, and whoever is wired to it hears.

Listeners are registered in lubuk/site/wiring.py and nowhere else, so what an act sets off can be read in one file.
A listener runs inside the act's transaction: if it fails, the act did not happen. What may come later (mail, notices)
is queued by a listener as a task and starts after the commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lubuk.foundation.accounts.models import Person


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """Something that a person (or, with `by=None`, the system itself) did."""

    by: Person | None
    reason: str = ""


type Listener[A: Announcement] = Callable[[A], None]
type ListenerToMany[A: Announcement] = Callable[[Sequence[A]], None]

_listeners: defaultdict[type[Announcement], list[Listener[Any]]] = defaultdict(list)
_to_many: set[ListenerToMany[Any]] = set()
_kept: ContextVar[list[tuple[ListenerToMany[Any], Announcement]] | None] = ContextVar("kept", default=None)


def listen[A: Announcement](to: type[A], listener: Listener[A]) -> None:
    """Call `listener` for each announcement of this class and of its subclasses, in the order of registration."""
    if listener not in _listeners[to]:
        _listeners[to].append(listener)


def listen_to_many[A: Announcement](to: type[A], listener: ListenerToMany[A]) -> None:
    """As `listen`; the listener takes a list, which is longer than one when acts are done `together`."""
    listen(to, listener)  # type: ignore[arg-type]
    _to_many.add(listener)


def announce(announcement: Announcement) -> None:
    kept = _kept.get()
    for announced in reversed(type(announcement).__mro__):
        for listener in _listeners.get(announced, ()):
            if listener not in _to_many:
                listener(announcement)
            elif kept is None:
                listener([announcement])
            else:
                kept.append((listener, announcement))


@contextmanager
def together() -> Iterator[None]:
    """Acts on many items in one transaction: who listens to many hears all of them at once, at the end.

    Within another one it passes on what was said, and nothing when it fails: what is undone to a savepoint was not
    said. Use it through `trail.recording.many_acts`, which takes the trail's lock first.
    """
    outer, said = _kept.get(), list[tuple[ListenerToMany[Any], Announcement]]()
    token = _kept.set(said)
    try:
        yield
    finally:
        _kept.reset(token)
    if outer is not None:
        outer.extend(said)
        return
    heard: dict[ListenerToMany[Any], list[Announcement]] = {}
    for listeners in _listeners.values():
        heard |= {listener: [] for listener in listeners if listener in _to_many}
    for listener, announcement in said:
        heard[listener].append(announcement)
    for listener, announcements in heard.items():
        if announcements:
            listener(announcements)


def listened_to() -> dict[type[Announcement], list[Listener[Any]]]:
    """Every announcement that somebody hears, for the test that none is forgotten."""
    return dict(_listeners)
