"""The role phrases that packs use ("staff", "steward of subject"), each with what it means.

A phrase is asked with the person's standing and the item's places, as plain ids, so that this floor needs no items.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lubuk.foundation.access.standing import Standing


@dataclass(frozen=True)
class Places:
    """Where an item stands: everything a right may hang on."""

    owner_id: int | None = None
    author_ids: frozenset[int] = frozenset()
    unit_id: int | None = None
    institution_id: int | None = None
    section_id: int | None = None
    subject_ids: frozenset[int] = frozenset()


type Phrase = Callable[[Standing, Places], bool]


def is_owner(who: Standing, where: Places) -> bool:
    return who.is_signed_in and who.person_id == where.owner_id


def is_author(who: Standing, where: Places) -> bool:
    return is_owner(who, where) or who.person_id in where.author_ids


def tends_unit(who: Standing, where: Places) -> bool:
    return where.unit_id in who.tended_units


def tends_subject(who: Standing, where: Places) -> bool:
    return not who.tended_subjects.isdisjoint(where.subject_ids)


def tends_section(who: Standing, where: Places) -> bool:
    return where.section_id in who.tended_sections


def is_officer(who: Standing, where: Places) -> bool:
    return who.is_officer_in(where.institution_id)


def is_steward(who: Standing, where: Places) -> bool:
    """A steward of any of the item's places; the KM officer stands in where nobody tends it."""
    return (
        tends_unit(who, where)
        or tends_subject(who, where)
        or tends_section(who, where)
        or is_officer(who, where)
    )


PHRASES: dict[str, Phrase] = {
    "anyone": lambda who, where: True,
    "signed in": lambda who, where: who.is_signed_in,
    "staff": lambda who, where: who.is_staff,
    "owner": is_owner,
    "author": is_author,
    "steward": is_steward,
    "steward of unit": tends_unit,
    "steward of subject": tends_subject,
    "steward of section": tends_section,
    "manager of unit": lambda who, where: where.unit_id in who.managed_units,
    "km officer": is_officer,
    "administrator": lambda who, where: who.is_administrator,
}


def holds(phrases: tuple[str, ...], who: Standing, where: Places) -> bool:
    """Whether the person is at least one of those the phrases name."""
    return any(PHRASES[phrase](who, where) for phrase in phrases)
