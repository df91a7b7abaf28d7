"""Who may take a register along, bring rows into it, and keep and share views of it."""

from __future__ import annotations

from lubuk.domains.registers.models import View
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.permissions import can_begin
from lubuk.foundation.units.models import Unit


def can_take_workbook(person: Reader) -> bool:
    """What they may see, whoever has signed in; everybody takes it as CSV, which costs the worker nothing."""
    return standing(person).is_signed_in


def can_bring_rows(person: Reader, kind: Kind) -> bool:
    """Whoever may begin a page of the kind; of each row the actions ask their own rights."""
    return standing(person).is_staff and can_begin(person, kind)


def can_keep_view(person: Reader) -> bool:
    return standing(person).is_signed_in


def can_share_view(person: Reader, unit: Unit) -> bool:
    """Everybody with their own unit; with a whole institution its KM officer, and whoever tends or manages it."""
    who = standing(person)
    if who.is_administrator or who.is_officer_in(unit.institution_id):
        return True
    is_own = who.is_staff and person.unit_id == unit.pk and unit.parent_id is not None
    return is_own or unit.pk in who.tended_units | who.managed_units


def can_change_view(person: Reader, view: View) -> bool:
    """Whoever keeps it; what is shared also whoever could share it there."""
    is_own = view.owner_id == standing(person).person_id
    return is_own or (view.unit is not None and can_share_view(person, view.unit))
