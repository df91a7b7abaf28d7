"""Who may arrange places: the KM officer within the institution, an administrator everywhere."""

from __future__ import annotations

from typing import cast

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.places.queries import Place
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit


def governs(person: Reader, institution_id: int | None) -> bool:
    who = standing(person)
    return who.is_administrator or who.is_officer_in(institution_id)


def governed(person: Reader) -> frozenset[int] | None:
    """Ids of the institutions in the person's care; None for all there are."""
    who = standing(person)
    return None if who.is_administrator or who.is_officer_everywhere else who.officer_of


def can_found(person: Reader) -> bool:
    """A new institution, or making one of a unit or a unit of one."""
    return standing(person).is_administrator


def can_arrange(person: Reader, place: Place) -> bool:
    if isinstance(place, Subject):
        return can_arrange_subjects(person)
    unit = place.unit if isinstance(place, Section) else place
    return governs(person, unit.institution_id)


def can_arrange_subjects(person: Reader) -> bool:
    """They belong to all institutions, and their stewards read in each: so only officers of every one do."""
    who = standing(person)
    if who.is_administrator or who.is_officer_everywhere:
        return True
    return who.is_officer and not Unit.objects.roots().exclude(pk__in=who.officer_of).exists()


def can_add(person: Reader, place: Place) -> bool:
    """`place` is not saved yet: its parent, or for a section its unit, says where it will be."""
    parent = cast(Place | None, place.parent)
    if isinstance(place, Unit):
        return can_arrange(person, parent) if parent else can_found(person)
    return can_arrange(person, place) and (parent is None or can_arrange(person, parent))


def can_move(person: Reader, place: Place, under: Place | None) -> bool:
    if not can_arrange(person, place) or (under and not can_arrange(person, under)):
        return False
    changes_institutions = isinstance(place, Unit) and (place.parent_id is None or under is None)
    return not changes_institutions or can_found(person)


def can_close(person: Reader, unit: Unit) -> bool:
    return can_arrange(person, unit) if unit.parent_id else can_found(person)
