"""Who may take a register along."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader


def can_take_workbook(person: Reader) -> bool:
    """What they may see, whoever has signed in; everybody takes it as CSV, which costs the worker nothing."""
    return standing(person).is_signed_in
