"""Who has read which version when, and who is late: worked out in memory from a few questions, whatever the number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from lubuk.foundation.access.models import Role
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Acknowledgement, Audience, Item, NamedReader
from lubuk.shared.duties.models import Duty
from lubuk.shared.duties.queries import needed, needed_of, readers_of


class State(StrEnum):
    OVERDUE = "overdue"
    WAITING = "waiting"
    READ = "read"


@dataclass(frozen=True)
class Row:
    """One person and one page: by when, and which version they said they read (it may be one from before a change)."""

    person: Person
    due: date
    needed: int
    number: int | None = None
    at: datetime | None = None

    @cached_property
    def state(self) -> State:
        if self.number is not None and self.number >= self.needed:
            return State.READ
        return State.OVERDUE if self.due < timezone.localdate() else State.WAITING


ORDER = [State.OVERDUE, State.WAITING, State.READ]


def rows_of(item: Item, duties: Sequence[Duty], whose: Q) -> list[Row]:
    """Of all who are asked, those that the condition leaves; the late ones first."""
    people = list(readers_of(item, duties).filter(whose).select_related("unit"))
    return reckon([item], people)[item.pk]


def reckon(items: Sequence[Item], people: Sequence[Person]) -> dict[int, list[Row]]:
    """Which of these people have to read which of these items, by item: six questions, however many there are of both.
    People come with their unit, items with theirs."""
    duties = duties_by_item(items)
    has_roles = any(duty.role for mine in duties.values() for duty in mine)
    roles = roles_of(people) if has_roles else set()
    numbers, said, named = numbers_of(items), last_words(items, people), named_readers(items)
    found: dict[int, list[Row]] = {}
    for item in items:
        rows = [
            Row(person, due, numbers[item.pk], *said.get((item.pk, person.pk), (None, None)))
            for person in people
            if (due := due_of(person, duties[item.pk], roles)) and is_for(item, person, named)
        ]
        found[item.pk] = sorted(rows, key=lambda row: ORDER.index(row.state))
    return found


def duties_by_item(items: Sequence[Item]) -> dict[int, list[Duty]]:
    found: dict[int, list[Duty]] = {item.pk: [] for item in items}
    for duty in Duty.objects.open().filter(item__in=list(found)).prefetch_related("people"):
        found[duty.item_id].append(duty)
    return found


def due_of(person: Person, duties: Iterable[Duty], roles: set[tuple[int, str]]) -> date | None:
    """The nearest day, of the duties that mean the person: as `queries.people_meant` has it, for people who are here."""
    lineage = person.unit.lineage if person.unit else []
    mine = (
        duty.due
        for duty in duties
        if (duty.unit_id in lineage and (not duty.role or (person.pk, duty.role) in roles))
        or (duty.unit_id is None and person.pk in {named.pk for named in duty.people.all()})
    )
    return min(mine, default=None)


def is_for(item: Item, person: Person, named: set[tuple[int, int]]) -> bool:
    """As `queries.for_whom`."""
    if person.unit is None:
        return False
    if item.audience == Audience.PEOPLE:
        return (item.pk, person.pk) in named
    if item.audience == Audience.UNIT:
        return item.unit_id in person.unit.lineage
    return item.audience != Audience.INSTITUTION or item.unit.institution_id == person.unit.institution_id


def named_readers(items: Sequence[Item]) -> set[tuple[int, int]]:
    """Item and person. Without a question where no item is for named people."""
    wanted = [item.pk for item in items if item.audience == Audience.PEOPLE]
    rows = NamedReader.objects.filter(item__in=wanted).values_list("item_id", "person_id")
    return set(rows) if wanted else set()


def numbers_of(items: Sequence[Item]) -> dict[int, int]:
    rows = Item.objects.filter(pk__in=[item.pk for item in items]).annotate(needed=needed(OuterRef("pk")))
    return dict(rows.order_by().values_list("pk", "needed"))


def due_for(duties: Iterable[Duty], reader: Reader) -> date | None:
    """By when this reader is to have read it; None when no duty means them. No question: the duties came with theirs."""
    who = standing(reader)
    mine = (
        duty.due
        for duty in duties
        if any(person.pk == who.person_id for person in duty.people.all())
        or (duty.unit_id in who.unit_ids and (not duty.role or duty.role in who.role_names))
    )
    return min(mine, default=None) if who.is_staff else None


def roles_of(people: Sequence[Person]) -> set[tuple[int, str]]:
    held = Role.objects.in_force().filter(person__in=[person.pk for person in people])
    return set(held.values_list("person_id", "name"))


def last_words(
    items: Sequence[Item], people: Sequence[Person]
) -> dict[tuple[int, int], tuple[int, datetime]]:
    """By item and person: the highest version they said they read, and when."""
    said = Acknowledgement.objects.filter(item__in=[item.pk for item in items]).order_by("version__number")
    wanted = {person.pk for person in people}
    rows = said.values_list("item_id", "person_id", "version__number", "at")
    return {(item, person): (number, at) for item, person, number, at in rows if person in wanted}


def still_to_read(duty: Duty) -> QuerySet[Person]:
    done = Acknowledgement.objects.filter(item=duty.item, version__number__gte=needed_of(duty.item))
    return readers_of(duty.item, [duty]).exclude(pk__in=done.values("person"))
