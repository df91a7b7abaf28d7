"""Where a person stands: unit, institution, and the places they answer for, worked out once a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode, lineage_of
from lubuk.foundation.units.models import Unit


@dataclass(frozen=True)
class Standing:
    """All ids are of places in force today; those of roles include everything below the place."""

    person_id: int | None = None
    unit_ids: frozenset[int] = frozenset()  # the person's unit and those above it
    institution_id: int | None = None
    is_administrator: bool = False
    is_officer_everywhere: bool = False
    officer_of: frozenset[int] = frozenset()  # institutions
    managed_units: frozenset[int] = frozenset()
    tended_units: frozenset[int] = frozenset()  # as steward
    tended_subjects: frozenset[int] = frozenset()
    tended_sections: frozenset[int] = frozenset()
    guest_sections: frozenset[int] = frozenset()
    role_names: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def is_staff(self) -> bool:
        return self.institution_id is not None

    @property
    def is_guest(self) -> bool:
        """Here by invitation: signed in, let into some sections, and a colleague of nobody."""
        return bool(self.guest_sections) and not self.is_staff

    @property
    def is_steward(self) -> bool:
        return bool(self.tended_units or self.tended_subjects or self.tended_sections)

    @property
    def is_officer(self) -> bool:
        return self.is_officer_everywhere or bool(self.officer_of)

    def is_officer_in(self, institution_id: int | None) -> bool:
        return self.is_officer_everywhere or institution_id in self.officer_of

    def of_all_alike(self) -> Standing:
        """Nobody's own: as all stand who are of the same unit, manage the same units and are guests of the
        same sections."""
        return Standing(
            unit_ids=self.unit_ids,
            institution_id=self.institution_id,
            managed_units=self.managed_units,
            guest_sections=self.guest_sections,
        )


STRANGER = Standing()


def standing(person: Reader) -> Standing:
    """The person's standing, kept on the object: it lives as long as the request or the task does."""
    if not isinstance(person, Person) and not getattr(person, "is_authenticated", False):
        return STRANGER
    # Not through __dict__: a request's person is a lazy object with a dictionary of its own.
    known: Standing | None = getattr(person, "_standing", None)
    if known is None:
        known = work_out(person)  # type: ignore[arg-type]
        person._standing = known  # type: ignore[union-attr]
    return known


def forget_standing(person: Reader) -> None:
    if hasattr(person, "_standing"):
        del person._standing


def work_out(person: Person) -> Standing:
    if not person.is_active:
        return STRANGER
    held = what_is_held(person)
    unit_path, institution = held[0][:2] if held else ("", None)
    officers = [role.institution_id for role in held if role.name == RoleName.KM_OFFICER]
    return Standing(
        person_id=person.pk,
        unit_ids=frozenset(lineage_of(unit_path or "")),
        institution_id=institution,
        is_administrator=any(role.name == RoleName.ADMINISTRATOR for role in held),
        is_officer_everywhere=None in officers,
        officer_of=frozenset(institution for institution in officers if institution),
        managed_units=ids_under(Unit, [role.unit for role in held if role.name == RoleName.MANAGER]),
        tended_units=ids_under(Unit, [role.unit for role in held if role.name == RoleName.STEWARD]),
        tended_subjects=ids_under(Subject, [role.subject for role in held if role.name == RoleName.STEWARD]),
        tended_sections=ids_under(Section, [role.section for role in held if role.name == RoleName.STEWARD]),
        guest_sections=ids_under(Section, [role.section for role in held if role.name == RoleName.GUEST]),
        role_names=frozenset(role.name for role in held if role.name),
    )


class Held(NamedTuple):
    """The person's own unit, and one of their roles with its places, as paths; a person without a role has
    one empty row."""

    own_unit: str | None
    own_institution: int | None
    name: str | None
    institution_id: int | None
    unit: str | None
    subject: str | None
    section: str | None


# Written out, because it is asked at every request and Django takes fifty times as long to write it as a
# database to answer it.
HELD = f"""
    SELECT own.path, own.institution_id, role.name, unit.institution_id, unit.path, subject.path, section.path
    FROM {Person._meta.db_table} person
    LEFT JOIN {Unit._meta.db_table} own ON own.id = person.unit_id
    LEFT JOIN {Role._meta.db_table} role ON role.person_id = person.id
        AND (role.until IS NULL OR role.until >= %s)
    LEFT JOIN {Unit._meta.db_table} unit ON unit.id = role.unit_id
    LEFT JOIN {Subject._meta.db_table} subject ON subject.id = role.subject_id
    LEFT JOIN {Section._meta.db_table} section ON section.id = role.section_id
    WHERE person.id = %s
"""  # noqa: S608 - names of our own tables


def what_is_held(person: Person) -> list[Held]:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [timezone.localdate().isoformat(), person.pk])
        return [Held(*row) for row in cursor.fetchall()]


def ids_below(model: type[TreeNode], nodes: Iterable[TreeNode | None]) -> frozenset[int]:
    """Ids of these nodes and of everything under them, in one query (none for an empty list)."""
    return ids_under(model, [node.path for node in nodes if node])


def ids_under(model: type[TreeNode], paths: Iterable[str | None]) -> frozenset[int]:
    """The same, of the nodes at these paths."""
    # Paths are numbers and strokes: there is nothing in them that LIKE takes for its own.
    begins = [f"{path}%" for path in paths if path]
    if not begins:
        return frozenset()
    among = " OR ".join(["path LIKE %s"] * len(begins))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} WHERE {among}", begins)  # noqa: S608 - as above
        return frozenset(pk for (pk,) in cursor.fetchall())
