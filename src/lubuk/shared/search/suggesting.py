"""What opens under the search box while someone types: pages, colleagues for colleagues, and subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.analysis import words
from lubuk.shared.search.audience import tokens_of_reader
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.live import engine
from lubuk.shared.search.names import people_typed, subject_names
from lubuk.shared.search.passages import mark_beginnings

SHORTEST = 2  # letters
ITEMS, PEOPLE, SUBJECTS = 5, 3, 2


@dataclass(frozen=True, slots=True)
class Row:
    icon: str
    label: SafeString
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Rows:
    """What is of one sort, under its name."""

    name: str
    rows: list[Row]


def groups(text: str, reader: Reader) -> list[Rows]:
    """Without the empty ones."""
    text = " ".join(text[:100].split())
    if len(text) < SHORTEST:
        return []
    every = [
        Rows(_("Pages"), list(items(text, reader))),
        Rows(_("People"), list(people(text, reader))),
        Rows(_("Subjects"), list(subjects(text))),
    ]
    return [group for group in every if group.rows]


def items(text: str, reader: Reader) -> Iterator[Row]:
    """The database has the last word here too; nothing while the first index is being built."""
    try:
        found = engine().suggest(text, audience=tokens_of_reader(standing(reader)), limit=ITEMS)
    except NoIndex:
        return
    seen = Item.objects.visible_to(reader).in_bulk([suggestion.id for suggestion in found])
    for suggestion in found:
        if item := seen.get(suggestion.id):
            kind = kind_of(item)
            yield Row(kind.icon, suggestion.title, kind.name, item.get_absolute_url())


def people(text: str, reader: Reader) -> Iterator[Row]:
    """Colleagues are shown to colleagues: who works here is not for the street."""
    if standing(reader).is_staff:
        for other in people_typed(text, PEOPLE):
            yield Row("user-round", marked(other.name, text), other.post, other.get_absolute_url())


def subjects(text: str) -> Iterator[Row]:
    """By any of its names; the one in the reader's language is shown, and where it stands."""
    near = subject_names().typed(text)[:SUBJECTS]
    rows = Subject.objects.select_related("parent").in_bulk(near) if near else {}
    for subject in (rows[pk] for pk in near if pk in rows):
        above = subject.parent.name if subject.parent else ""
        yield Row("tag", marked(subject.name, text), above, subject.get_absolute_url())


def marked(name: str, text: str) -> SafeString:
    return mark_beginnings(name, words(text))
