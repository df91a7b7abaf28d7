"""Who may shape kinds. They belong to all institutions, as subjects do: so whoever arranges those."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.places.permissions import can_arrange_subjects


def can_shape(person: Reader) -> bool:
    """Administrators, and KM officers of every institution there is."""
    return can_arrange_subjects(person)
