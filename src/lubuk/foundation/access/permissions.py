"""Who may give roles."""

from __future__ import annotations

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader


def can_give(person: Reader, role: Role) -> bool:
    """An administrator any role; a KM officer stewards, managers and guests of their own institution.

    Subjects are shared by all institutions, and their stewards read in every one of them.
    """
    who = standing(person)
    if who.is_administrator:
        return True
    if role.name not in {RoleName.STEWARD, RoleName.MANAGER, RoleName.GUEST}:
        return False
    unit = role.unit or (role.section.unit if role.section else None)
    return who.is_officer_in(unit.institution_id) if unit else who.is_officer_everywhere
