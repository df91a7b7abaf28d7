"""News that travels upward: an action announces what happened, and whoever is wired to it hears.

Listeners are registered in lubuk/site/wiring.py and nowhere else, so what an act sets off can be read in one file.
A listener runs inside the act's transaction: if it fails, the act did not happen. What may come later (mail, notices)
is queued by a listener as a task and starts after the commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
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

_listeners: defaultdict[type[Announcement], list[Listener[Any]]] = defaultdict(list)


def listen[A: Announcement](to: type[A], listener: Listener[A]) -> None:
    """Call `listener` for each announcement of this class and of its subclasses, in the order of registration."""
    if listener not in _listeners[to]:
        _listeners[to].append(listener)


def announce(announcement: Announcement) -> None:
    for announced in reversed(type(announcement).__mro__):
        for listener in _listeners.get(announced, ()):
            listener(announcement)


def listened_to() -> dict[type[Announcement], list[Listener[Any]]]:
    """Every announcement that somebody hears, for the test that none is forgotten."""
    return dict(_listeners)
