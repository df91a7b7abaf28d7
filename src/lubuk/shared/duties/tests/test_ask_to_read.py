"""Asking people to read a page: who may ask whom, who is meant, told and reminded, and what a new version asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Significance
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.actions import acknowledge, ask_to_read, call_off
from lubuk.shared.duties.models import Asked, Duty
from lubuk.shared.duties.reckoning import State, reckon, rows_of
from lubuk.shared.duties.tasks import remind_readers, tell_readers
from lubuk.shared.notifications.models import Event, Notice
from tests.cast import CAST, a_person, an_article, fresh, last_entry, not_allowed, refused, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SOON = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def item(ana: Person) -> Item:
    return an_article(by=ana)


def named(duty: Duty) -> dict[str, State]:
    rows = rows_of(fresh(duty.item), [duty], whose=Q())
    return {row.person.username: row.state for row in rows}


def told(event: Event) -> set[str]:
    return set(Notice.objects.filter(event=event).values_list("person__username", flat=True))


# Who may ask whom


WHOM = {  # by asker: of the city, of water, of health, Cleo by name, of the harbour
    "odi": {"city", "water", "health", "cleo"},
    "adi": {"city", "water", "health", "cleo", "harbour"},
    "dora": {"city", "water", "health", "cleo"},  # steward of the page: her institution
    "mia": {"water"},  # manager of water: her people
}  # fmt: skip


@pytest.mark.parametrize("name", CAST)
def test_who_may_ask_whom(
    name: str,
    cast: dict[str, Person | Stranger],
    item: Item,
    city: Unit,
    water: Unit,
    health: Unit,
    harbour: Unit,
) -> None:
    actions.change_audience(item, "public", by=item.owner)
    places = {"city": city, "water": water, "health": health, "harbour": harbour}
    allowed = WHOM.get(name, set())
    for whom, asked in {
        **{place: {"unit": unit} for place, unit in places.items()},
        "cleo": {"people": [cast["cleo"]]},
    }.items():
        if whom not in allowed:
            with not_allowed("You can ask only people"):
                ask_to_read(item, by=cast[name], due=SOON, **asked)  # type: ignore[arg-type]
        else:
            ask_to_read(item, by=cast[name], due=SOON, **asked)  # type: ignore[arg-type]
    assert Duty.objects.count() == len(allowed)


def test_a_manager_asks_none_of_another_unit_by_name(
    item: Item, mia: Person, ben: Person, cleo: Person
) -> None:
    with not_allowed():
        ask_to_read(item, by=mia, due=SOON, people=[ben, cleo])
    ask_to_read(item, by=mia, due=SOON, people=[ben])


def test_a_citizen_or_a_guest_is_never_asked(item: Item, odi: Person, ed: Person, fay: Person) -> None:
    for outsider in (ed, fay):
        with not_allowed():
            ask_to_read(item, by=odi, due=SOON, people=[outsider])


def test_nobody_is_asked_for_what_they_may_not_see(ana: Person, odi: Person, health: Unit) -> None:
    ours = an_article(by=ana, audience="unit")
    with refused("Nobody among them may read"):
        ask_to_read(ours, by=odi, due=SOON, unit=health)
    with refused("Nobody among them may read"):
        ask_to_read(ours, by=odi, due=SOON, unit=ours.unit, role=Asked.STEWARD)


@pytest.mark.parametrize("days", [-1, 400])
def test_the_day_lies_within_a_year(item: Item, odi: Person, water: Unit, days: int) -> None:
    with refused("between today and a year"):
        ask_to_read(item, by=odi, due=timezone.localdate() + timedelta(days=days), unit=water)


def test_the_trail_says_whom_and_until_when(item: Item, odi: Person, mia: Person, water: Unit) -> None:
    ask_to_read(item, by=odi, due=SOON, unit=water, role=Asked.MANAGER)
    entry = last_entry(item)
    assert (entry.act, entry.to_state) == ("ReadingAsked", f"unit {water.pk}, manager, until {SOON}")


# Who is meant


def test_a_unit_means_all_below_it_and_who_joins_later(
    item: Item, odi: Person, mia: Person, ben: Person, cleo: Person, water: Unit, network: Unit
) -> None:
    duty = ask_to_read(item, by=odi, due=SOON, unit=water)
    assert set(named(duty)) == {"ana", "ben", "mia"}
    a_person("nova", network)
    ben.is_active = False
    ben.save(update_fields=["is_active"])
    assert set(named(duty)) == {"ana", "nova", "mia"}


def test_a_role_means_who_holds_it_in_the_unit(
    item: Item, odi: Person, mia: Person, ben: Person, city: Unit, health: Unit, cleo: Person
) -> None:
    give_role(cleo, RoleName.MANAGER, by=None, unit=health)
    duty = ask_to_read(item, by=odi, due=SOON, unit=city, role=Asked.MANAGER)
    assert set(named(duty)) == {"mia", "cleo"}


def test_by_name_means_those_alone(item: Item, odi: Person, ben: Person, cleo: Person) -> None:
    duty = ask_to_read(item, by=odi, due=SOON, people=[ben, cleo])
    assert set(named(duty)) == {"ben", "cleo"}


def test_the_two_ways_of_reckoning_agree(
    item: Item, odi: Person, mia: Person, ben: Person, cleo: Person, city: Unit, water: Unit
) -> None:
    """Asked of the database page by page, in memory unit by unit."""
    duties = [
        ask_to_read(item, by=odi, due=SOON, unit=water),
        ask_to_read(item, by=odi, due=SOON, unit=city, role=Asked.MANAGER),
        ask_to_read(item, by=odi, due=SOON, people=[cleo]),
    ]
    everybody = list(Person.objects.filter(is_active=True).select_related("unit").order_by("name", "pk"))
    in_memory = [row.person for row in reckon([fresh(item)], everybody)[item.pk]]
    assert in_memory == [row.person for row in rows_of(item, duties, whose=Q())]


def test_what_waits_for_a_person_agrees_with_who_is_meant(
    item: Item, cast: dict[str, Person | Stranger], odi: Person, water: Unit, cleo: Person
) -> None:
    ask_to_read(item, by=odi, due=SOON, unit=water)
    ask_to_read(item, by=odi, due=SOON, people=[cleo])
    waiting = {name for name, person in cast.items() if Duty.objects.waiting_for(person).exists()}
    assert waiting == {"ana", "ben", "dora", "mia", "cleo"}


# Reading, and being told


def test_who_has_read_it_is_read(item: Item, odi: Person, ben: Person, water: Unit) -> None:
    duty = ask_to_read(item, by=odi, due=SOON, unit=water)
    acknowledge(item, by=ben)
    assert named(duty) == {"ana": State.WAITING, "ben": State.READ}
    assert not Duty.objects.waiting_for(ben).exists()


def test_a_small_change_asks_nobody_again_and_a_large_one_all(
    item: Item, odi: Person, ben: Person, water: Unit
) -> None:
    duty = ask_to_read(item, by=odi, due=SOON, unit=water)
    acknowledge(item, by=ben)
    rewrite(item, by=item.owner, body="<p>Turn it  slowly.</p>", significance=Significance.MINOR)
    actions.publish(fresh(item), by=item.owner)
    assert named(duty)["ben"] == State.READ
    Duty.objects.update(due=timezone.localdate() - timedelta(days=1))
    rewrite(item, by=item.owner, body="<p>Turn it fast.</p>")
    actions.publish(fresh(item), by=item.owner)
    assert named(duty) == {"ana": State.WAITING, "ben": State.WAITING}
    assert Duty.objects.get().due == SOON  # as many days as at first
    acknowledge(fresh(item), by=ben)
    assert named(duty)["ben"] == State.READ


def test_those_who_are_asked_are_told_but_not_those_who_have_read_it(
    item: Item, odi: Person, ben: Person, mia: Person, water: Unit
) -> None:
    duty = ask_to_read(item, by=odi, due=SOON, unit=water, words="Before the rains.")
    acknowledge(item, by=ben)
    tell_readers.call(duty.pk)
    assert told(Event.READING_ASKED) == {"ana", "mia"}
    assert Notice.objects.filter(event=Event.READING_ASKED, words="Before the rains.").count() == 2


def test_they_are_reminded_before_the_day_and_weekly_after_it(
    item: Item, odi: Person, ben: Person, water: Unit
) -> None:
    ask_to_read(item, by=odi, due=SOON, people=[ben])
    days = [SOON + timedelta(days=n) for n in (-4, -3, -1, 0, 1, 2, 8, 15)]
    assert [remind_readers(day) for day in days] == [0, 1, 0, 0, 1, 0, 1, 1]
    acknowledge(item, by=ben)
    assert remind_readers(SOON + timedelta(days=30)) == 0
    assert Notice.objects.filter(event=Event.READING_OVERDUE).count() == 3


def test_after_the_day_it_is_overdue(item: Item, odi: Person, ben: Person) -> None:
    duty = ask_to_read(item, by=odi, due=timezone.localdate(), people=[ben])
    assert named(duty) == {"ben": State.WAITING}
    Duty.objects.update(due=timezone.localdate() - timedelta(days=1))
    assert named(Duty.objects.get()) == {"ben": State.OVERDUE}


# Calling it off


def test_who_asked_calls_it_off_and_nobody_waits_any_more(item: Item, mia: Person, ben: Person) -> None:
    duty = ask_to_read(item, by=mia, due=SOON, people=[ben])
    with not_allowed("calls it off"):
        call_off(duty, by=ben)
    call_off(duty, by=mia)
    assert not Duty.objects.waiting_for(ben).exists()
    assert last_entry(item).act == "ReadingCalledOff"
    with not_allowed():
        call_off(duty, by=mia)


def test_a_manager_does_not_call_off_what_another_unit_was_asked(
    item: Item, odi: Person, mia: Person, cleo: Person
) -> None:
    duty = ask_to_read(item, by=odi, due=SOON, people=[cleo])
    with not_allowed():
        call_off(duty, by=mia)
