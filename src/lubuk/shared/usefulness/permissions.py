"""Who may say whether a page was useful, and who reads and answers it."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_edit, can_see


def can_say(person: Reader, item: Item) -> bool:
    """Every reader of a published page; its writers, too, who are readers next year."""
    return item.phase == Phase.PUBLISHED and can_see(person, item)


def can_answer(person: Reader, item: Item) -> bool:
    return item.phase == Phase.PUBLISHED and can_edit(person, item)
