"""What opens under the search box while someone types: items, subjects and, for colleagues, people."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.analysis import words
from lubuk.shared.search.audience import tokens_of_reader
from lubuk.shared.search.live import engine
from lubuk.shared.search.meaning import subjects_called
from lubuk.shared.search.passages import mark_beginnings

SHORTEST = 2  # letters
ITEMS, SUBJECTS, PEOPLE = 5, 2, 3


@dataclass(frozen=True, slots=True)
class Row:
    icon: str
    label: SafeString
    note: str
    url: str


def rows(text: str, person: Reader) -> list[Row]:
    text = " ".join(text[:100].split())
    if len(text) < SHORTEST:
        return []
    return [*items(text, person), *subjects(text), *people(text, person)]


def items(text: str, person: Reader) -> Iterator[Row]:
    """The database has the last word here too."""
    found = engine().suggest(text, audience=tokens_of_reader(standing(person)), limit=ITEMS)
    seen = Item.objects.visible_to(person).in_bulk([suggestion.id for suggestion in found])
    for suggestion in found:
        if item := seen.get(suggestion.id):
            kind = kind_of(item)
            yield Row(kind.icon, suggestion.title, kind.name, item.get_absolute_url())


def subjects(text: str) -> Iterator[Row]:
    called = sorted(int(number) for number in subjects_called(text))[:SUBJECTS]
    for subject in Subject.objects.filter(pk__in=called):
        yield Row("tag", marked(subject.name, text), _("Subject"), subject.get_absolute_url())


def people(text: str, person: Reader) -> Iterator[Row]:
    """Colleagues are shown to colleagues: who works here is not for the street."""
    if not standing(person).is_staff:
        return
    called = Q(name__istartswith=text) | Q(name__icontains=f" {text}")
    for other in Person.objects.filter(called, is_active=True)[:PEOPLE]:
        yield Row("user-round", marked(other.name, text), other.post, other.get_absolute_url())


def marked(name: str, text: str) -> SafeString:
    return mark_beginnings(name, words(text))
