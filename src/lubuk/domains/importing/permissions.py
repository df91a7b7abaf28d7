"""Who may bring things in, and who may look after an import."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from lubuk.domains.importing.models import UNDO_WITHIN, Import, State
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.units.models import Unit


def can_import(person: Reader) -> bool:
    """Those who answer for a stock: a thousand pages are not one colleague's affair. One page by mail or by hand is."""
    who = standing(person)
    return who.is_administrator or who.is_officer or bool(who.tended_units or who.managed_units)


def can_import_into(person: Reader, unit: Unit) -> bool:
    who = standing(person)
    return (
        who.is_administrator
        or who.is_officer_in(unit.institution_id)
        or unit.pk in who.tended_units
        or unit.pk in who.managed_units
    )


def can_look_after(person: Reader, run: Import) -> bool:
    """Whoever began it, and the officers of the institution it went to."""
    who = standing(person)
    is_own = who.person_id == run.by_id
    return is_own or who.is_administrator or who.is_officer_in(run.unit.institution_id)


def can_stop(person: Reader, run: Import) -> bool:
    return can_look_after(person, run) and (run.is_running or run.state == State.READY)


def can_take(person: Reader, run: Import) -> bool:
    return run.by_id == person.pk and run.state == State.READY and can_import_into(person, run.unit)


def can_undo(person: Reader, run: Import, now: datetime | None = None) -> bool:
    """Its own acts, so only by whoever brought it in: they own what came."""
    is_fresh = run.ended_at is not None and run.ended_at > (now or timezone.now()) - UNDO_WITHIN
    return run.by_id == person.pk and is_fresh and run.state in (State.DONE, State.STOPPED)
