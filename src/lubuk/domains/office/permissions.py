"""Who may come into the office, and what only an administrator does there."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader


def can_enter(person: Reader) -> bool:
    who = standing(person)
    return who.is_administrator or who.is_officer


def can_verify_trail(person: Reader) -> bool:
    """It reads the whole trail, of all institutions."""
    return standing(person).is_administrator
