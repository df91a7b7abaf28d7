"""Who is told why results stand where they stand."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader


def can_explain(reader: Reader) -> bool:
    """KM officers and administrators, who tend search."""
    who = standing(reader)
    return who.is_officer or who.is_administrator
