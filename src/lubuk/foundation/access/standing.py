"""Where a person stands: unit, institution, and the places they answer for, worked out once a request."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    roles = list(Role.objects.in_force().filter(person=person).select_related("unit", "subject", "section"))
    named = {name: [r for r in roles if r.name == name] for name in RoleName.values}
    stewardships = named[RoleName.STEWARD]
    officers = named[RoleName.KM_OFFICER]
    return Standing(
        person_id=person.pk,
        unit_ids=frozenset(unit.lineage) if unit else frozenset(),
        institution_id=unit.institution_id if unit else None,
        is_administrator=bool(named[RoleName.ADMINISTRATOR]),
        is_officer_everywhere=any(r.unit_id is None for r in officers),
        officer_of=frozenset(r.unit.institution_id for r in officers if r.unit),
        managed_units=ids_below(Unit, [r.unit for r in named[RoleName.MANAGER]]),
        tended_units=ids_below(Unit, [r.unit for r in stewardships]),
        tended_subjects=ids_below(Subject, [r.subject for r in stewardships]),
        tended_sections=ids_below(Section, [r.section for r in stewardships]),
        guest_sections=ids_below(Section, [r.section for r in named[RoleName.GUEST]]),
        role_names=frozenset(r.name for r in roles),
    )


def ids_below(model: type[TreeNode], nodes: list[TreeNode | None]) -> frozenset[int]:
    """Ids of these nodes and of everything under them, in one query (none for an empty list)."""
    paths = [node.path for node in nodes if node]
    if not paths:
        return frozenset()
    under = Q()
    for path in paths:
        under |= Q(path__startswith=path)
    return frozenset(model.objects.filter(under).values_list("pk", flat=True))
