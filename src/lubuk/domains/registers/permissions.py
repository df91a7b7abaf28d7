"""Who may take a register along, and bring rows into it."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.permissions import can_begin


def can_take_workbook(person: Reader) -> bool:
    """What they may see, whoever has signed in; everybody takes it as CSV, which costs the worker nothing."""
    return standing(person).is_signed_in


def can_bring_rows(person: Reader, kind: Kind) -> bool:
    """Whoever may begin a page of the kind; of each row the actions ask their own rights."""
    return standing(person).is_staff and can_begin(person, kind)
