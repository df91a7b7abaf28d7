"""Who may say that two pages are not the same."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.permissions import can_see
from lubuk.shared.likeness.models import Pair


def can_tell_apart(person: Reader, pair: Pair) -> bool:
    """Whoever runs the institution of one of them, and may see both."""
    who, items = standing(person), (pair.first, pair.second)
    runs_one = any(who.is_officer_in(item.unit.institution_id) for item in items)
    return (who.is_administrator or runs_one) and all(can_see(person, item) for item in items)
