"""Who is told why results stand where they stand, picks what stands first, and says what means the same."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_see
from lubuk.foundation.places.permissions import can_arrange_subjects, governs


def can_explain(reader: Reader) -> bool:
    """KM officers and administrators, who tend search."""
    who = standing(reader)
    return who.is_officer or who.is_administrator


def can_pin(person: Reader, item: Item) -> bool:
    """Who runs the institution that the page belongs to."""
    return item.phase == Phase.PUBLISHED and can_unpin(person, item)


def can_unpin(person: Reader, item: Item) -> bool:
    """Also of a page that was withdrawn meanwhile."""
    return governs(person, item.unit.institution_id) and can_see(person, item)


def can_set_synonyms(person: Reader) -> bool:
    """They count in the searches of all institutions: so who answers for every one of them, as for subjects."""
    return can_arrange_subjects(person)
