"""Who may take what along."""

from __future__ import annotations

from lubuk.domains.library.models import Export
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader


def can_export(person: Reader) -> bool:
    """What they may see, whoever has signed in; strangers have the pages themselves."""
    return standing(person).is_signed_in


def can_export_installation(person: Reader) -> bool:
    return standing(person).is_administrator


def can_fetch(person: Reader, export: Export) -> bool:
    return export.person_id == standing(person).person_id
