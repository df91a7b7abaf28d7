"""The worker's round: each published text is compared once with those nearest to it, a few at a time.

One look costs a question to the index and the reading of six texts, so 100,000 items take some hours on a small
machine and hold up nobody; after that only what was published since is looked at.
"""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from lubuk.foundation.items.models import Item
from lubuk.shared.likeness.finding import LIKELIEST
from lubuk.shared.likeness.measuring import SAME, resemblance
from lubuk.shared.likeness.models import Glance, Pair
from lubuk.shared.likeness.texts import Text, published_texts
from lubuk.shared.search.audience import EVERYTHING
from lubuk.shared.search.engine import Like, NoIndex
from lubuk.shared.search.live import engine

AT_ONCE = 20  # items; some two hundred milliseconds
BREATH = 2.0  # seconds between two rounds: people's pages come first
REST = 60.0  # seconds until new texts are looked for
SETTLED = timedelta(
    minutes=1
)  # by then the index knows what was published, the twin from the same minute too


def compare_pages(stop: threading.Event) -> None:
    """A part of the worker: runs until told to stop."""
    while not stop.is_set():
        looked_at = compare_some()
        connection.close()
        stop.wait(BREATH if looked_at else REST)


def compare_some(most: int = AT_ONCE, *, since: timedelta = SETTLED) -> int:
    """Look at that many texts that nobody has compared yet. Returns how many there were."""
    known = timezone.now() - since
    waiting = Glance.objects.unseen().filter(published__published_at__lte=known).order_by("pk")[:most]
    rows = list(waiting.values_list("pk", "published_id"))
    try:
        found = {text.item_id: twins(text) for text in published_texts(pk for pk, _version in rows)}
    except NoIndex:
        return 0
    with transaction.atomic():
        for pk, version_id in rows:
            keep(pk, found.get(pk, {}))
            Glance.objects.update_or_create(pk=pk, defaults={"version_id": version_id})
    return len(rows)


def twins(text: Text) -> dict[int, float]:
    """Items that say nearly the same, with how nearly. What is for named people is in none: it is theirs alone."""
    if text.is_for_named_people:
        return {}
    asked = Like(
        audience=frozenset({EVERYTHING}),
        text=text.words,
        title=text.title,
        language=text.language,
        limit=LIKELIEST + 1,
    )
    near = [one.id for one in engine().like(asked) if one.id != text.item_id]
    mine = text.shingles
    scores = {other.item_id: resemblance(mine, other.shingles) for other in published_texts(near)}
    return {pk: score for pk, score in scores.items() if score >= SAME}


def keep(item_id: int, found: dict[int, float]) -> None:
    """What was said of a pair stays; a pair that the new text has parted, and of which nothing was said, goes."""
    of_item = Pair.objects.filter(Q(first=item_id) | Q(second=item_id), settled_at=None)
    of_item.exclude(Q(first__in=found) | Q(second__in=found)).delete()
    there = set(Item.objects.filter(pk__in=found).values_list("pk", flat=True))
    for other, score in found.items():
        if other in there:
            first, second = sorted((item_id, other))
            Pair.objects.update_or_create(first_id=first, second_id=second, defaults={"score": score})
