"""What people did on pages that says they know what stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Exists, F, Max, OuterRef, QuerySet, Value
from django.utils import timezone

from lubuk.foundation.items.models import Approval, Author, Endorsement, Version
from lubuk.shared.usefulness.models import Word


class Deed(StrEnum):
    WROTE = "wrote"
    CHECKED = "checked"  # endorsed it, or said that it is still correct
    APPROVED = "approved"  # somebody else's text
    ANSWERED = "answered"  # what a reader had said of the page
    THANKED = "thanked"  # a colleague found a page of theirs useful
    SAYS = "says"  # of themselves


@dataclass(frozen=True, slots=True)
class Done:
    person_id: int
    deed: Deed
    item_id: int
    at: datetime


def deeds_on(owners: Iterable[tuple[int, int, datetime]]) -> Iterator[Done]:
    """On these published pages, given as (item, owner, day of publishing): two questions, however many they are.

    What one person did to one page several times counts once, the last time; who checked a page and approved it, too,
    checked it.
    """
    pages = {item: (owner, at) for item, owner, at in owners}
    writers: defaultdict[int, set[int]] = defaultdict(set)
    latest: dict[tuple[int, Deed, int], datetime] = {}
    for item, (owner, _at) in pages.items():
        writers[item].add(owner)
    for person, item, deed, at in rows_on(pages):
        if deed == Deed.WROTE:
            writers[item].add(person)
        elif not (deed == Deed.APPROVED and person == pages[item][0]):
            key = person, Deed(deed), item
            latest[key] = max(at, latest.get(key, at))
    for person, item in [(person, item) for person, deed, item in latest if deed == Deed.CHECKED]:
        latest.pop((person, Deed.APPROVED, item), None)
    for item, people in writers.items():
        latest |= {(person, Deed.WROTE, item): pages[item][1] for person in people}
    for item, day in thanked(pages):
        at = timezone.make_aware(datetime.combine(day, time()))
        latest |= {(person, Deed.THANKED, item): at for person in writers[item]}
    return (Done(person, deed, item, at) for (person, deed, item), at in latest.items())


def rows_on(items: Collection[int]) -> Iterable[Any]:
    """(person, item, deed, when) of all tables in one question. Of an author the day is not kept."""
    answered = Word.objects.filter(item__in=items, answered_by__isnull=False)
    published = Version.objects.filter(item__in=items, published_at__isnull=False)
    return told(Author.objects.filter(item__in=items), "person", "item", "item__published_at", Deed.WROTE).union(
        told(Endorsement.objects.filter(item__in=items, withdrawn_at=None), "by", "item", "at", Deed.CHECKED),
        told(published.exclude(published_by=F("author")), "published_by", "item", "published_at", Deed.APPROVED),
        told(
            Approval.objects.filter(version__in=published, voided_at=None),
            "person", "version__item", "at", Deed.APPROVED,
        ),
        told(answered, "answered_by", "item", "answered_at", Deed.ANSWERED),
        all=True,
    )  # fmt: skip


def told(rows: QuerySet[Any], person: str, item: str, at: str, deed: Deed) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(person, item, Value(deed.value, output_field=CharField()), at)


def thanked(items: Collection[int]) -> QuerySet[Word, Any]:
    """Pages that a colleague who doesn't write them found useful, with the last day. Strangers' words don't count: a
    machine can say them."""
    own = Author.objects.filter(item=OuterRef("item"), person=OuterRef("person"))
    useful = Word.objects.filter(~Exists(own), item__in=items, is_useful=True, person__isnull=False)
    return useful.exclude(person=F("item__owner")).order_by().values_list("item").annotate(Max("said_on"))
