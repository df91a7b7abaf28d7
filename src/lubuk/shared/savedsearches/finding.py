"""Which kept searches find what has changed, and for whom it is new.

Every search is asked for the changed pages alone, once however many people keep it, and by its words: what only means
the same is learned later than it is indexed. Rights are not asked here: who may see what was found is asked of the
database when somebody is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.announcements import AudienceChanged
from lubuk.foundation.items.models import Item
from lubuk.foundation.trail.models import Entry
from lubuk.shared.savedsearches.addresses import Asked
from lubuk.shared.savedsearches.models import KeptSearch
from lubuk.shared.search.audience import tokens_of_item, tokens_of_reader
from lubuk.shared.search.engine import Search, Synonyms
from lubuk.shared.search.live import engine
from lubuk.shared.search.query import parse
from lubuk.shared.search.searching import search_for
from lubuk.shared.search.synonyms import in_force


@dataclass
class Changed:
    """A published item that search has taken in again, for whatever reason."""

    item: Item
    audiences: list[tuple[datetime, str]]  # when its audience was changed, and what it was before

    @property
    def version_id(self) -> int:
        assert self.item.published_id is not None
        return self.item.published_id

    @cached_property
    def tokens(self) -> frozenset[str]:
        return tokens_of_item(self.item)

    def is_news(self, since: datetime, person: Person) -> bool:
        """Published since, or hidden from the person at that time; never what they wrote or published."""
        text = self.item.published
        assert text is not None
        assert text.published_at is not None
        if person.pk in {text.author_id, text.published_by_id}:
            return False
        return text.published_at >= since or not self.was_seen(since, person)

    def was_seen(self, since: datetime, person: Person) -> bool:
        """At that time, by the audience it had then. Else by the audience of today, which somebody else may be in."""
        before = next((audience for at, audience in self.audiences if at >= since), None)
        if before is None:
            return True
        then = copy(self.item)
        then.audience = before
        return bool(tokens_of_item(then) & tokens_of_reader(standing(person)))


def changed_among(item_ids: Collection[int]) -> dict[int, Changed]:
    """Four questions and those of the places, however many there are."""
    items = Item.objects.published().filter(pk__in=item_ids).select_related("published", "unit")
    items = items.prefetch_related("item_subjects", "authors", "named_readers")
    entries = Entry.objects.filter(item_id__in=item_ids, act=AudienceChanged.__name__).order_by("pk")
    audiences: dict[int, list[tuple[datetime, str]]] = {}
    for item_id, at, before in entries.values_list("item_id", "at", "from_state"):
        audiences.setdefault(item_id or 0, []).append((at, before))
    return {item.pk: Changed(item, audiences.get(item.pk, [])) for item in items}


def finds_among(changed: dict[int, Changed]) -> Iterator[tuple[int, frozenset[int]]]:
    """Each kept search of which somebody wants to hear, with those of the items that it finds. Raises NoIndex."""
    if not changed:
        return
    audience = frozenset[str]().union(*(one.tokens for one in changed.values()))
    told = KeptSearch.objects.to_be_told().order_by("address").values_list("address", "pk")
    synonyms = in_force()
    for address, same in groupby(list(told), key=lambda row: row[0]):
        found = engine().matching(asked_at(address, audience, synonyms), changed.keys())
        if found:
            yield from ((pk, found) for _address, pk in same)


def asked_at(address: str, audience: frozenset[str], synonyms: Synonyms) -> Search:
    asked = Asked.at(address)
    nobody = search_for(parse(asked.text), Stranger(), asked.filters, timezone.localdate(), synonyms)
    return replace(nobody, audience=audience)
