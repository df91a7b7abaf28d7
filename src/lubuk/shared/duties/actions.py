"""Asking people to read a page, calling it off, and saying that one has read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act, renew
from lubuk.foundation.items.actions.endorsing import published_of
from lubuk.foundation.items.announcements import Acknowledged
from lubuk.foundation.items.models import Acknowledgement, Item
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.announcements import ReadingAsked, ReadingCalledOff
from lubuk.shared.duties.models import MOST_WORDS, Asked, Duty
from lubuk.shared.duties.permissions import can_ask_to_read, can_call_off, can_say_read
from lubuk.shared.duties.queries import readers_of

LONGEST = timedelta(days=366)


@act
def ask_to_read(
    item: Item,
    *,
    by: Person,
    due: date,
    unit: Unit | None = None,
    role: str = Asked.ALL,
    people: Iterable[Person] = (),
    words: str = "",
) -> Duty:
    """The people of the unit and all below it (those with the role), or these people, read it by the day."""
    named = list(people)
    require(
        can_ask_to_read(by, item, unit=unit, people=named), _("You can ask only people whom you answer for.")
    )
    today = timezone.localdate()
    if not today <= due <= today + LONGEST:
        raise Refused(_("Choose a day between today and a year from now."))
    duty = Duty.objects.create(
        item=item, unit=unit, role=role if unit else "", due=due, days=(due - today).days,
        words=" ".join(words.split())[:MOST_WORDS], asked_by=by,
    )  # fmt: skip
    duty.people.set([] if unit else named)
    if not readers_of(item, [duty]).exists():
        raise Refused(_("Nobody among them may read this page. Let them see it first, or ask others."))
    announce(ReadingAsked(duty=duty, item=item, by=by, version=item.published, to_state=said(duty)))
    return duty


def said(duty: Duty) -> str:
    """unit 4, manager, until 2027-01-31: in no language, as the trail is read in all."""
    whom = f"unit {duty.unit_id}" if duty.unit_id else f"{duty.people.count()} people"
    return ", ".join(filter(None, [whom, duty.role, f"until {duty.due.isoformat()}"]))


@transaction.atomic
def call_off(duty: Duty, *, by: Person) -> None:
    """Nobody has to read it any more. Who has said that they read it stays on record."""
    renew(duty.item)
    duty.refresh_from_db(fields=["ended_at"])
    require(can_call_off(by, duty), _("Who asked for it calls it off, or whoever may ask the same people."))
    duty.ended_at, duty.ended_by = timezone.now(), by
    duty.save(update_fields=["ended_at", "ended_by"])
    announce(ReadingCalledOff(duty=duty, item=duty.item, by=by, from_state=said(duty)))


@act
def acknowledge(item: Item, *, by: Person) -> Acknowledgement:
    """I have read this version. Saying it twice changes nothing."""
    require(can_say_read(by, item), _("This page doesn't ask to be acknowledged by you."))
    word, is_new = Acknowledgement.objects.get_or_create(
        version=published_of(item), person=by, defaults={"item": item}
    )
    if is_new:
        announce(Acknowledged(item=item, by=by, version=item.published))
    return word
