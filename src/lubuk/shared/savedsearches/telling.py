"""Writing down what is newly found, and telling by notice, in one transaction for some people at a time.

A search finds an item in a version once: whoever dies over it and whoever does it again, nobody is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import batched, groupby

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event, Notice
from lubuk.shared.savedsearches.actions import KEPT_FOR
from lubuk.shared.savedsearches.finding import Changed
from lubuk.shared.savedsearches.models import Alert, Find, KeptSearch

AT_ONCE = 20  # searches in one transaction: it holds up whoever writes for a fraction of a second

type Found = Mapping[int, frozenset[int]]  # items by search


def tell_all(found: Found, changed: Mapping[int, Changed]) -> int:
    """How many searches had something new."""
    return sum(tell({pk: found[pk] for pk in some}, changed) for some in batched(sorted(found), AT_ONCE))


@transaction.atomic
def tell(found: Found, changed: Mapping[int, Changed]) -> int:
    """Each search is held until it is told: of two workers one sees what the other wrote."""
    held = KeptSearch.objects.to_be_told().filter(pk__in=found).select_related("person__unit")
    searches = sorted(held.select_for_update(of=("self",)).order_by("pk"), key=lambda one: one.person_id)
    known = versions_known(found)
    told = 0
    for _person, own in groupby(searches, key=lambda one: one.person_id):
        mine = list(own)
        seen = seen_of(mine[0].person, {item for one in mine for item in found[one.pk]})
        for search in mine:
            new = [
                changed[pk] for pk in sorted(found[search.pk] & seen) if is_new(search, changed[pk], known)
            ]
            told += bool(new)
            note(search, new)
    return told


def versions_known(searches: Iterable[int]) -> dict[tuple[int, int], int]:
    """The version that was found last, by search and item."""
    rows = Find.objects.filter(search__in=list(searches)).values_list("search", "item", "version")
    return {(search, item): version for search, item, version in rows}


def seen_of(person: Person, ids: Iterable[int]) -> set[int]:
    return set(Item.objects.visible_to(person).published().filter(pk__in=ids).values_list("pk", flat=True))


def is_new(search: KeptSearch, one: Changed, known: Mapping[tuple[int, int], int]) -> bool:
    if known.get((search.pk, one.item.pk)) == one.version_id:
        return False
    since = max(search.since, timezone.now() - KEPT_FOR)
    return one.is_news(since, search.person)


def note(search: KeptSearch, new: list[Changed]) -> None:
    if not new:
        return
    now, by_notice = timezone.now(), search.alert == Alert.NOTICE
    Find.objects.bulk_create(
        (
            Find(
                search=search, item=one.item, version_id=one.version_id, at=now,
                told_at=now if by_notice else None,
            )
            for one in new
        ),
        update_conflicts=True,
        unique_fields=["search", "item"],
        update_fields=["version", "at", "told_at"],
    )  # fmt: skip
    if by_notice:
        say(search, [one.item for one in new])


def say(search: KeptSearch, items: list[Item]) -> None:
    """One notice for all of them. While it is unread, what comes next is added to it."""
    newest = max(items, key=lambda item: (item.published_at, item.pk))
    unread = Notice.objects.filter(pk=search.notice_id or 0, read_at=None)
    if unread.update(item=newest, others=F("others") + len(items), at=timezone.now(), words=search.name):
        return
    made = notify(
        [search.person], Event.FOUND, newest,
        because=Because.SEARCHER, words=search.name, others=len(items) - 1,
    )  # fmt: skip
    search.notice = made[0] if made else None
    search.save(update_fields=["notice"])
