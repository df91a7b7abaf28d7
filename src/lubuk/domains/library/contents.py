"""What an item holds, as one reader may see it: the list of a collection, the chapters of a manual.

What a reader may not see is left out without a trace: no gap in the numbers, no count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator

from lubuk.foundation.accounts.models import Reader, Request
from lubuk.foundation.items.actions.containing import MOST_LEVELS
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.items.queries import ItemQuerySet

PER_PAGE = 50


@dataclass(frozen=True)
class Chapter:
    """An item at its place in the whole."""

    item: Item
    number: str  # 2, 2.1
    depth: int  # 1 for the parts of the whole itself

    @property
    def anchor(self) -> str:
        return f"chapter-{self.item.pk}"


@dataclass(frozen=True)
class Way:
    """From a chapter to the one before and the one after it."""

    whole: Item
    before: Chapter | None
    after: Chapter | None


def parts_for(whole: Item, reader: Reader) -> ItemQuerySet:
    """Published parts in their order; of drafts readers hear nothing, even their own."""
    return Item.objects.visible_to(reader).published().parts_of(whole.pk).with_places()


def chapters_of(whole: Item, reader: Reader) -> list[Chapter]:
    """Parts, and parts of parts, in reading order. A question for each level and one for all items."""
    held, frontier = defaultdict(list), {whole.pk}
    for _level in range(MOST_LEVELS):
        pairs = Link.objects.parts().filter(source__in=frontier).values_list("source_id", "target_id")
        frontier = set()
        for source, target in pairs:
            held[source].append(target)
            frontier.add(target)
        if not frontier:
            break
    wanted = {pk for targets in held.values() for pk in targets}
    seen = Item.objects.visible_to(reader).published().with_places().order_by().in_bulk(list(wanted))
    return list(walked(whole.pk, held, seen, "", set()))


def walked(
    source: int, held: dict[int, list[int]], seen: dict[int, Item], number: str, met: set[int]
) -> Iterator[Chapter]:
    """Depth first. An item that stands at two places is read at the first."""
    place = 0
    for pk in held.get(source, ()):
        if pk in met or pk not in seen:
            continue
        met.add(pk)
        place += 1
        here = f"{number}{place}"
        yield Chapter(seen[pk], here, here.count(".") + 1)
        yield from walked(pk, held, seen, f"{here}.", met)


def oldest_check(whole: Item, chapters: list[Chapter]) -> date | None:
    """The day by which the first of it all is to be checked."""
    dates = [item.check_by for item in (whole, *(chapter.item for chapter in chapters)) if item.check_by]
    return min(dates, default=None)


def contents(item: Item, request: Request) -> dict[str, Any]:
    """What the page of an item that holds others shows of them; nothing for all other items."""
    kind = kind_of(item)
    if kind.does_offer("chapters"):
        chapters = chapters_of(item, request.person)
        return {"chapters": chapters, "oldest_check": oldest_check(item, chapters)}
    if kind.does_offer("parts"):
        listed = Paginator(parts_for(item, request.person), PER_PAGE)
        return {"parts": listed.get_page(request.GET.get("page"))}
    return {}


def way_through(item: Item, wholes: list[Item], reader: Reader) -> Way | None:
    """To the neighbours of a chapter, in the first manual that it belongs to and this reader may see."""
    whole = next((one for one in wholes if kind_of(one).does_offer("chapters")), None)
    if whole is None:
        return None
    chapters = chapters_of(whole, reader)
    place = next((n for n, chapter in enumerate(chapters) if chapter.item.pk == item.pk), None)
    if place is None:
        return None
    before = chapters[place - 1] if place else None
    return Way(whole, before, chapters[place + 1] if place + 1 < len(chapters) else None)
