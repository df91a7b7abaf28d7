"""From what a person typed and chose to what they are shown.

The engine filters by audience before it ranks and counts. Its ids then pass `visible_to`, which has the last
word: in the second or two in which the index is behind, nothing is shown that was just taken from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.safestring import SafeString

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.shared.search.analysis import fold
from lubuk.shared.search.audience import tokens_of_reader
from lubuk.shared.search.engine import Found, Hit, Search, Synonyms
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.groups import Group, groups
from lubuk.shared.search.live import engine
from lubuk.shared.search.meaning import (
    kinds_called,
    languages_called,
    narrowed,
    subjects_called,
    units_called,
)
from lubuk.shared.search.nearness import with_meaning
from lubuk.shared.search.pages import PagePlace, places_of
from lubuk.shared.search.passages import Wanted
from lubuk.shared.search.query import EXCLUDED, PHRASE, Query, parse
from lubuk.shared.search.said import Said, paths_of
from lubuk.shared.search.whereabouts import Place, Shown, heading_of, shown_by_meaning

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Result:
    """An item that the person may see, and the passage that answers."""

    item: Item
    passage: SafeString
    place: Place | None = None  # under which heading, or where in its files


@dataclass(frozen=True)
class Results:
    query: Query
    asked: Search  # of the engine, corrections and meaning in it
    filters: Filters
    results: list[Result]
    total: int
    page: Page[int]
    groups: list[Group]
    did_you_mean: str = ""
    pinned: list[Item] = field(default_factory=list)  # by the office, above the results

    def below(self, pinned: list[Item]) -> Results:
        """The same with these on top, and not a second time below."""
        return replace(self, pinned=pinned, results=[one for one in self.results if one.item not in pinned])

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query.chips or self.filters.how_many)

    @property
    def said(self) -> Said:
        picked = ([item.get_absolute_url()] for item in self.pinned)
        shown = (
            [one.item.get_absolute_url(), *([one.place.url] if one.place else [])] for one in self.results
        )
        paths = tuple(paths_of(urls) for urls in chain(picked, shown))
        return Said(self.total, max(self.page.start_index(), 1), paths)


def search(text: str, person: Reader, filters: Filters, *, synonyms: Synonyms | None = None) -> Results:
    """One page of results. Raises NoIndex while the first index is still being built."""
    query = parse(text)
    asked = search_for(query, person, filters, timezone.localdate(), synonyms or {})
    wider = with_meaning(engine(), asked)
    found = engine().search(wider.search)
    asked = replace(wider.search, corrections=found.corrections)
    counts = engine().facets(asked)
    return Results(
        query=query,
        asked=asked,
        filters=filters,
        results=seen_by(person, found.hits, found.wanted, wider.rows),
        total=found.total,
        groups=groups(counts, filters),
        did_you_mean=corrected(text, found),
        page=Paginator(range(found.total), PER_PAGE).get_page(filters.page),
    )


def search_for(query: Query, person: Reader, filters: Filters, today: date, synonyms: Synonyms) -> Search:
    after = [day for day in (query.after, filters.since(today)) if day]
    return Search(
        audience=tokens_of_reader(standing(person)),
        today=today,
        words=query.words,
        phrases=query.values(PHRASE),
        excluded=query.values(EXCLUDED),
        kinds=narrowed(filters.kind, query, "kind", kinds_called),
        units=narrowed(filters.unit, query, "unit", units_called),
        subjects=narrowed(filters.subject, query, "subject", subjects_called),
        languages=narrowed(filters.language, query, "language", languages_called),
        people=query.values("by"),
        trust=filters.trust,
        after=max(after, default=None),
        before=query.before,
        order=filters.order,
        offset=(filters.page - 1) * PER_PAGE,
        limit=PER_PAGE,
        synonyms=synonyms,
    )


def seen_by(
    person: Reader, hits: Iterable[Hit], wanted: Wanted, near: Mapping[int, int] | None = None
) -> list[Result]:
    """The hits as items, in their order; who may not see an item doesn't learn that there was a hit."""
    hits = list(hits)
    items = Item.objects.visible_to(person).with_places().select_related("published")
    seen = items.in_bulk([hit.id for hit in hits])
    pairs = [(seen[hit.id], hit) for hit in hits if hit.id in seen]
    shown = shown_by_meaning(pairs, near or {}, wanted)
    places = places_of(pairs, wanted)
    return [
        Result(item, *passage_of(item, hit, shown.get(item.pk), places.get(item.pk))) for item, hit in pairs
    ]


def passage_of(
    item: Item, hit: Hit, by_meaning: Shown | None, page: PagePlace | None
) -> tuple[SafeString, Place | None]:
    """Words on a page of a file go before what only means the same, and that before a text's first lines."""
    if page:
        return page.passage, page
    if by_meaning:
        return by_meaning.passage, by_meaning.place
    return hit.passage, heading_of(item, hit)


def corrected(text: str, found: Found) -> str:
    """The query with its mistaken words corrected; "" when there are none. It always finds more: what is
    corrected stands in nothing that the person may see, what it is corrected to does."""
    if not found.corrections:
        return ""
    return " ".join(found.corrections.get(fold(word), word) for word in text.split())
