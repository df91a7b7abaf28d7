"""Giving and taking roles."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lubuk.foundation.access.announcements import RoleGiven, RoleTaken
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.permissions import can_give
from lubuk.foundation.access.standing import forget_standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.closing import refuse_closed
from lubuk.foundation.units.models import Unit


@transaction.atomic
def give_role(
    person: Person,
    name: RoleName | str,
    *,
    by: Person | None,
    unit: Unit | None = None,
    subject: Subject | None = None,
    section: Section | None = None,
    until: date | None = None,
) -> Role:
    """`by=None` is the system itself, setting up. Raises Refused when the role needs another place, and for a
    closed unit."""
    role = Role(
        person=person, name=name, unit=unit, subject=subject, section=section, until=until, given_by=by
    )
    require(by is None or can_give(by, role), _("You can't give this role."))
    refuse_closed(unit)
    if role.name == RoleName.KM_OFFICER and unit and unit.parent_id:
        raise Refused(_("A KM officer serves a whole institution: choose one, not a unit in it."))
    try:
        with transaction.atomic():
            role.save()
    except IntegrityError as broken:  # a_role_has_its_place: the one rule that the row itself can break
        raise Refused(_("Say where this role is held: a unit, a subject or a section.")) from broken
    forget_standing(person)
    announce(RoleGiven(role=role, by=by))
    return role


@transaction.atomic
def take_role(role: Role, *, by: Person) -> None:
    """The last administrator can't be taken away: nobody could give the role back."""
    require(can_give(by, role), _("You can't take this role away."))
    if role.name == RoleName.ADMINISTRATOR and not other_administrators(role):
        raise Refused(_("This is the last administrator. Give the role to somebody else first."))
    announce(RoleTaken(role=role, by=by))
    role.delete()
    forget_standing(role.person)


def other_administrators(role: Role) -> list[Role]:
    """Who can still come in when this role is gone. Their rows are held: two can't take each other's at once."""
    there = Role.objects.select_for_update().filter(name=RoleName.ADMINISTRATOR, person__is_active=True)
    return [other for other in there.in_force() if other.pk != role.pk]
