"""Who may know: those who wrote or look after the pages nearest to the question, of those the asker may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.stewards import looked_after_by
from lubuk.shared.search import queries
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.filters import Filters
from lubuk.shared.wanted.questions import KIND

NEAREST = 3  # pages
MOST_PEOPLE = 6


@dataclass(frozen=True)
class Knows:
    person: Person
    reason: str


def nearest(words: str, reader: Person) -> list[Item]:
    """Pages that say some of it; [] while there is no index."""
    try:
        found = queries.search(words, reader, Filters()).results
    except NoIndex:
        return []
    return [one.item for one in found if one.item.kind != KIND][:NEAREST]


def who_may_know(words: str, reader: Person) -> list[Knows]:
    """Never the reader; to who isn't staff nobody is named."""
    if not standing(reader).is_staff:
        return []
    known: dict[int, Knows] = {}
    pages = nearest(words, reader)
    for page in pages:
        note(known, page.owner, _("Wrote “%(title)s”") % {"title": page.title})
    for page in pages:
        for steward in looked_after_by(page):
            note(known, steward, _("Looks after “%(title)s”") % {"title": page.title})
    return [one for one in known.values() if one.person != reader][:MOST_PEOPLE]


def note(known: dict[int, Knows], person: Person, reason: str) -> None:
    if person.is_active and person.unit_id:
        known.setdefault(person.pk, Knows(person, reason))
