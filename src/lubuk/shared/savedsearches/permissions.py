"""Who keeps searches, and whose they are."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.shared.savedsearches.models import KeptSearch


def can_keep(reader: Reader) -> bool:
    """Citizens too: what is published for them may be published tomorrow."""
    return isinstance(reader, Person) and reader.is_active


def can_change(reader: Reader, search: KeptSearch) -> bool:
    """Nobody else, whatever their role."""
    return can_keep(reader) and search.person_id == reader.pk
