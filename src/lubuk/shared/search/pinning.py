"""What the office put first: which items stand above the results of a search, for those who may see them."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.foundation.trail.stamp import kept_under_stamp
from lubuk.shared.search.analysis import fold
from lubuk.shared.search.engine import Order
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.models import MOST_LETTERS, Pin
from lubuk.shared.search.query import Query, parse

MOST_PINS = 5  # of one search: more is a list of the office's own, and has its place in a collection


def words_of_pin(text: str) -> str:
    """The same for "Valve  MAP" and "valve map"; "" for a search of operators alone."""
    return " ".join(fold(parse(text).words).split())[:MOST_LETTERS].strip()


def pinned(query: Query, reader: Reader, filters: Filters) -> list[Item]:
    """In the order in which they were pinned. Nothing where the reader narrowed, ordered or turned the page."""
    if query.chips or filters.how_many or filters.page > 1 or filters.order != Order.BEST:
        return []
    ids = pins().get(words_of_pin(query.text), ())
    if not ids:
        return []
    seen = Item.objects.visible_to(reader).published().with_places().select_related("published").in_bulk(ids)
    return [seen[pk] for pk in ids if pk in seen]


@kept_under_stamp
def pins() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for words, item in Pin.objects.values_list("words", "item_id"):
        found[words] = (*found.get(words, ()), item)
    return found
