"""Where a person stands: unit, institution, and the places they answer for, worked out once a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
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


STRANGER = Standing()


def standing(person: Reader) -> Standing:
    """The person's standing, kept on the object: it lives as long as the request or the task does."""
    if not isinstance(person, Person) and not getattr(person, "is_authenticated", False):
        return STRANGER
    # getattr, because a request's person is a lazy object with a __dict__ of its own
    known: Standing | None = getattr(person, "_standing", None)
    if known is None:
        known = work_out(person)  # type: ignore[arg-type]
        person._standing = known  # type: ignore[union-attr]
    return known


def forget_standing(person: Reader) -> None:
    if getattr(person, "_standing", None):
        del person._standing  # type: ignore[union-attr]


def work_out(person: Person) -> Standing:
    if not person.is_active:
        return STRANGER
    unit = person.unit
    held = list(Role.objects.in_force().filter(person=person).order_by().values_list(*HELD))
    officers = [institution for name, institution, *_paths in held if name == RoleName.KM_OFFICER]
    return Standing(
        person_id=person.pk,
        unit_ids=frozenset(unit.lineage) if unit else frozenset(),
        institution_id=unit.institution_id if unit else None,
        is_administrator=any(name == RoleName.ADMINISTRATOR for name, *_where in held),
        is_officer_everywhere=None in officers,
        officer_of=frozenset(institution for institution in officers if institution),
        managed_units=ids_below(Unit, places(held, RoleName.MANAGER, "unit__path")),
        tended_units=ids_below(Unit, places(held, RoleName.STEWARD, "unit__path")),
        tended_subjects=ids_below(Subject, places(held, RoleName.STEWARD, "subject__path")),
        tended_sections=ids_below(Section, places(held, RoleName.STEWARD, "section__path")),
        guest_sections=ids_below(Section, places(held, RoleName.GUEST, "section__path")),
        role_names=frozenset(name for name, *_where in held),
    )


# Of a role, no more than its standing needs: asked at every request.
HELD = ("name", "unit__institution_id", "unit__path", "subject__path", "section__path")


def places(held: list[tuple[Any, ...]], name: RoleName, path: str) -> list[str]:
    """The paths of the places where the role of this name is held."""
    column = HELD.index(path)
    return [role[column] for role in held if role[0] == name and role[column]]


def ids_below(model: type[TreeNode], paths: list[str]) -> frozenset[int]:
    """Ids of the nodes at these paths and of everything under them, in one query (none for an empty list)."""
    if not paths:
        return frozenset()
    under = Q()
    for path in paths:
        under |= Q(path__startswith=path)
    return frozenset(model.objects.filter(under).order_by().values_list("pk", flat=True))
