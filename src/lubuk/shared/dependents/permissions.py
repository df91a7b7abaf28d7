"""Who may say that a page still holds, and who may translate one."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_begin, can_edit, can_see
from lubuk.foundation.units.models import Unit


def can_uphold(person: Reader, item: Item, source: Item) -> bool:
    """Those who write it or look after it, when they can read what it rests on."""
    return can_edit(person, item) and can_see(person, source)


def can_translate(person: Reader, item: Item) -> bool:
    """Whoever may begin such a page, of one that is published (that they see it the action asks)."""
    return item.phase == Phase.PUBLISHED and unit_for(person, item) is not None


def unit_for(person: Reader, item: Item) -> Unit | None:
    """A translation stands beside what it translates, or with its translator's unit in another institution."""
    if not isinstance(person, Person):
        return None
    if can_begin(person, kind_of(item), item.unit):
        return item.unit
    return person.unit if person.unit and can_begin(person, kind_of(item), person.unit) else None
