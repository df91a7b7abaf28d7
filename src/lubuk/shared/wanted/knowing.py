"""Who may know: the people who know of the pages nearest to a question. Other questions are no such pages."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.expertise.knowing import Knower, people_who_know
from lubuk.shared.expertise.topics import subjects_named, topics_on
from lubuk.shared.search import searching
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.filters import Filters
from lubuk.shared.wanted.questions import KIND

NEAREST = 3  # pages
MOST_PEOPLE = 6


def nearest(words: str, reader: Person) -> list[Item]:
    """Pages that say some of it; [] while there is no index."""
    try:
        found = searching.search(words, reader, Filters()).results
    except NoIndex:
        return []
    return [one.item for one in found if one.item.kind != KIND][:NEAREST]


def who_may_know(words: str, reader: Person) -> list[Knower]:
    """The likeliest first, never the reader, and nobody who doesn't want to be named; [] for everyone but staff."""
    items = {page.pk: 1 / (1 + place / 10) for place, page in enumerate(nearest(words, reader))}
    return people_who_know(reader, items, topics_on((words,), subjects_named(words)), MOST_PEOPLE)
