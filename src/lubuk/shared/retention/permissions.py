"""Who keeps the schedule, holds and destroys; and whether an item may be lost at all."""

from __future__ import annotations

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Author, Item
from lubuk.foundation.items.permissions import is_private, tends
from lubuk.foundation.places.permissions import governs
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.models import Disposal, Hold


def can_schedule(person: Reader) -> bool:
    """One schedule serves the installation; the KM officers of its institutions keep it."""
    who = standing(person)
    return who.is_administrator or who.is_officer


def can_classify(person: Reader, item: Item) -> bool:
    """Its stewards, and who runs the institution."""
    if item.published_id is None or is_private(item):
        return False
    return tends(person, item) or governs(person, item.unit.institution_id)


def can_hold(person: Reader, institution: Unit) -> bool:
    return institution.parent_id is None and governs(person, institution.pk)


def can_lift(person: Reader, hold: Hold) -> bool:
    return hold.lifted_at is None and governs(person, hold.institution_id)


def can_propose(person: Reader, institution: Unit) -> bool:
    return can_hold(person, institution)


def heads(person: Reader, institution_id: int) -> bool:
    """A manager of the whole institution: the one who signs."""
    held = Role.objects.in_force().filter(person=standing(person).person_id, name=RoleName.MANAGER)
    return bool(held.filter(unit_id=institution_id).exists())


def can_see_disposal(person: Reader, disposal: Disposal) -> bool:
    if not standing(person).is_signed_in:
        return False
    return governs(person, disposal.institution_id) or heads(person, disposal.institution_id)


def can_approve(person: Reader, disposal: Disposal) -> bool:
    """Not the proposer, not twice, and nobody who owns or wrote one of the items."""
    if not disposal.is_open or not can_see_disposal(person, disposal) or disposal.by_id == person.pk:
        return False
    if disposal.approvals.filter(by_id=person.pk).exists():
        return False
    return not has_written_in(person, disposal)


def has_written_in(person: Reader, disposal: Disposal) -> bool:
    ids = list(disposal.stubs.values_list("item_id", flat=True))
    me = standing(person).person_id or 0
    owned = Item.objects.filter(pk__in=ids, owner_id=me).exists()
    return owned or Author.objects.filter(item__in=ids, person_id=me).exists()


def can_carry_out(person: Reader, disposal: Disposal) -> bool:
    return disposal.is_open and governs(person, disposal.institution_id)


def can_stop(person: Reader, disposal: Disposal) -> bool:
    return disposal.is_open and can_see_disposal(person, disposal)


def can_enter_records(person: Person | Reader) -> bool:
    """Officers and administrators, and who manages a whole institution."""
    who = standing(person)
    if who.is_administrator or who.is_officer:
        return True
    return bool(who.managed_units) and heads(person, who.institution_id or 0)
