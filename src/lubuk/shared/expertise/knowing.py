"""Who knows: a few names, each with its reason.

A deed counts WEIGHT, once for each page, less the further the page is from what is asked for and the longer ago it was.
Of many deeds of a sort each further one counts less (a logarithm), so that who wrote much is not simply first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.expertise.deeds import Deed, deeds_on
from lubuk.shared.expertise.models import Topic
from lubuk.shared.expertise.permissions import can_see_who_knows
from lubuk.shared.expertise.reasons import reason

SHOWN = 3
MOST_ITEMS = 150  # of a subject, the newest: what was written long before them counts for little
MOST_LOOKED_AT = 60  # people; of so many some are there to be named
HALF_LIFE = 3 * 365.0  # days after which a deed counts half

WEIGHT = {
    Deed.SAYS: 3.0,
    Deed.WROTE: 3.0,
    Deed.CHECKED: 2.0,
    Deed.ANSWERED: 2.0,
    Deed.APPROVED: 1.0,
    Deed.THANKED: 1.0,
}
QUESTIONS = {"wanted"}  # kinds: who asks doesn't know


@dataclass(slots=True)
class Part:
    """All that a person did of one sort."""

    items: set[int] = field(default_factory=set)
    worth: float = 0.0
    last: datetime | None = None
    topics: list[Topic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Knower:
    """A person who can be asked, and why, in words."""

    person: Person
    score: float
    reason: str


type Parts = dict[Deed, Part]


def people_who_know(
    reader: Reader, items: Mapping[int, float], topics: Iterable[Topic] = (), most: int = SHOWN
) -> list[Knower]:
    """The likeliest first, never the reader; [] for everyone but staff.

    `items` are pages by their nearness to what is asked for, from 0 to 1. Those that the reader may not see count as
    if they weren't there. `topics` are what people say of themselves that fits.
    """
    if not can_see_who_knows(reader):
        return []
    found = parts_of(reader, items, topics)
    scores = {person: score(parts) for person, parts in found.items()}
    best = sorted(scores, key=lambda person: (-scores[person], person))[:MOST_LOOKED_AT]
    there = people_to_name(reader, best)
    return [Knower(there[pk], scores[pk], reason(found[pk])) for pk in best if pk in there][:most]


def parts_of(reader: Reader, items: Mapping[int, float], topics: Iterable[Topic]) -> dict[int, Parts]:
    found: defaultdict[int, Parts] = defaultdict(lambda: defaultdict(Part))
    now = timezone.now()
    for done in deeds_on(pages(reader, items)):
        part = found[done.person_id][done.deed]
        part.items.add(done.item_id)
        part.worth += items[done.item_id] * freshness(done.at, now)
        part.last = max(done.at, part.last or done.at)
    for topic in topics:
        part = found[topic.person_id][Deed.SAYS]
        part.topics.append(topic)
        part.worth = 1.0
    return found


def pages(reader: Reader, items: Collection[int]) -> list[tuple[int, int, datetime]]:
    """The published ones that the reader may see, with owner and day."""
    seen = Item.objects.seen_among(items, reader).values()
    return [
        (item.pk, item.owner_id, item.published_at)
        for item in seen
        if item.phase == Phase.PUBLISHED and item.published_at and item.kind not in QUESTIONS
    ]


def freshness(at: datetime, now: datetime) -> float:
    days = max((now - at).total_seconds(), 0) / 86_400
    return float(0.5 ** (days / HALF_LIFE))


def score(parts: Parts) -> float:
    return sum(WEIGHT[deed] * math.log2(1 + part.worth) for deed, part in parts.items())


def people_to_name(reader: Reader, ids: Collection[int]) -> dict[int, Person]:
    """Colleagues who are still there and want to be named."""
    people = Person.objects.filter(pk__in=ids, is_active=True, unit__isnull=False, unlisted=None)
    return people.exclude(pk=reader.pk or 0).select_related("unit").in_bulk() if ids else {}


def who_knows_subject(subject: Subject, reader: Reader, most: int = SHOWN) -> list[Knower]:
    """About the subject and all below it."""
    if not can_see_who_knows(reader):
        return []
    below = list(Subject.objects.within(subject).order_by().values_list("pk", flat=True))
    topics = Topic.objects.filter(subject__in=below).select_related("subject")
    return people_who_know(reader, dict.fromkeys(newest_about(below, reader), 1.0), topics, most)


def newest_about(subject_ids: Collection[int], reader: Reader) -> list[int]:
    items = Item.objects.published_to(reader).about(subject_ids).order_by("-published_at", "-pk")
    return list(items.values_list("pk", flat=True)[:MOST_ITEMS])
