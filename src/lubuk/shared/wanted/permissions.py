"""Who asks, who answers, who takes an ask from outside in."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_see
from lubuk.shared.wanted.questions import KIND


def can_ask(person: Reader) -> bool:
    """Whoever has signed in: who can't be told of an answer has no use of asking."""
    return standing(person).is_signed_in


def can_list(person: Reader) -> bool:
    return standing(person).is_staff


def can_join(person: Reader, wanted: Item) -> bool:
    return standing(person).is_staff and is_wanted(wanted) and can_see(person, wanted)


def can_answer(person: Reader, wanted: Item) -> bool:
    """A colleague who sees the question; peers answer, and those who look after a page correct them."""
    return can_join(person, wanted)


def can_take_in(person: Reader) -> bool:
    """The office, whose own the question is then."""
    who = standing(person)
    return who.is_staff and (who.is_officer or who.is_administrator)


def is_wanted(item: Item) -> bool:
    return item.kind == KIND and item.phase == Phase.PUBLISHED
