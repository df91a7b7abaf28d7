"""Who may add and change people. An officer has no say over an account that can do more than their own."""

from __future__ import annotations

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.places.permissions import governs
from lubuk.foundation.sections.models import Section
from lubuk.foundation.units.models import Unit


def can_add_person(by: Reader, unit: Unit | None, section: Section | None = None) -> bool:
    """To a unit of one's institution, or from outside as a guest of one of its sections."""
    if standing(by).is_administrator:
        return True
    place = unit or (section.unit if section else None)
    return place is not None and governs(by, place.institution_id)


def can_administer(by: Reader, person: Person) -> bool:
    if standing(by).is_administrator:
        return True
    return not stands_above(person, by) and people_in_care_of(by).filter(pk=person.pk).exists()


def stands_above(person: Person, by: Reader) -> bool:
    """Administrators, and officers of institutions that `by` is no officer of; ended roles count too."""
    roles = Role.objects.filter(person=person).select_related("unit")
    if any(role.name == RoleName.ADMINISTRATOR for role in roles):
        return True
    who, officers = standing(by), [role for role in roles if role.name == RoleName.KM_OFFICER]
    return any(
        not (who.is_officer_in(role.unit.institution_id) if role.unit else who.is_officer_everywhere)
        for role in officers
    )


def can_invite(by: Reader, person: Person) -> bool:
    """A link that sets a password is a key to the account: officers give it out before the first sign-in."""
    if not person.is_active or not can_administer(by, person):
        return False
    return person.last_login is None or standing(by).is_administrator


def can_change_email(by: Reader, person: Person) -> bool:
    """Until the first sign-in; from then on it is the person's own, for it opens the account too."""
    return person.last_login is None and can_administer(by, person)
