"""May this be lost? Rooms above the items can say no; every act that takes something away for good asks here.

A legal hold stands two floors above the items, so it registers its refusal (site/wiring.py) instead of being
asked by name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lubuk.foundation.items.models import Item

type Guard = Callable[[Item], None]

_guards: list[Guard] = []


def guard_with(guard: Guard) -> None:
    """`guard` raises Refused, in words, for an item that must not be lost now."""
    if guard not in _guards:
        _guards.append(guard)


def refuse_losing(item: Item) -> None:
    """Call it before an item, a version or a file of the item is removed."""
    for guard in _guards:
        guard(item)
