"""Who may ask others to read a page, whose reading one may look at, and who says that they have read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_acknowledge, can_see, tends
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.models import Duty

NOBODY = Q(pk__in=[])


def units_to_ask(person: Reader, item: Item) -> Q:
    """A condition on units: an officer all of the institution, a steward all of the page's, a manager their own."""
    who = standing(person)
    if who.is_administrator or who.is_officer_everywhere:
        return Q()
    mine = Q(pk__in=who.managed_units) | Q(institution_id__in=who.officer_of)
    if tends(person, item):
        mine |= Q(institution_id=item.unit.institution_id)
    return mine


def can_ask_somebody(person: Reader, item: Item) -> bool:
    """Whether there is anybody whom this person may ask to read it."""
    who = standing(person)
    has_people = who.is_administrator or who.is_officer or bool(who.managed_units) or tends(person, item)
    return item.phase == Phase.PUBLISHED and has_people and can_see(person, item)


def can_ask_to_read(person: Reader, item: Item, *, unit: Unit | None, people: Iterable[Person] = ()) -> bool:
    if not can_ask_somebody(person, item):
        return False
    wanted = {unit.pk} if unit else {one.unit_id for one in people}
    asked = Unit.objects.filter(units_to_ask(person, item), pk__in=[pk for pk in wanted if pk])
    return bool(wanted) and asked.count() == len(wanted)


def can_call_off(person: Reader, duty: Duty) -> bool:
    """Who asked, and whoever may ask the same people."""
    if duty.ended_at is not None or not can_see(person, duty.item):
        return False
    is_own = duty.asked_by_id is not None and duty.asked_by_id == standing(person).person_id
    return is_own or can_ask_to_read(person, duty.item, unit=duty.unit, people=list(duty.people.all()))


def whose_reading(person: Reader, item: Item) -> Q:
    """As a condition on people: those of whom this person may know whether they have read it."""
    who = standing(person)
    if who.is_administrator or who.is_officer_everywhere:
        return Q()
    shown = Q(unit_id__in=who.managed_units) | Q(unit__institution_id__in=who.officer_of)
    if tends(person, item):
        shown |= Q(unit__institution_id=item.unit.institution_id)
    return shown


def can_follow_reading(person: Reader, unit: Unit) -> bool:
    """All must-reads of the unit's people: for its manager, and whoever runs the institution."""
    who = standing(person)
    return who.is_administrator or who.is_officer_in(unit.institution_id) or unit.pk in who.managed_units


def can_say_read(person: Reader, item: Item) -> bool:
    """Whoever was asked, of any kind of page; where the kind asks all, every colleague."""
    if can_acknowledge(person, item):
        return True
    return (
        standing(person).is_staff
        and item.phase == Phase.PUBLISHED
        and can_see(person, item)
        and Duty.objects.open().meaning(person).filter(item=item).exists()
    )
