"""When what was searched for is the name of a subject or of a colleague, they stand above what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.analysis import words
from lubuk.shared.search.names import MOST_TYPED, people_meant, subject_names
from lubuk.shared.search.query import Query

MOST = 3  # of each: names are shared


@dataclass(frozen=True)
class Cards:
    subjects: list[Subject] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.subjects or self.people)


def cards(query: Query, reader: Reader) -> Cards:
    """For words alone: who narrows a search looks for pages. Colleagues are shown to colleagues."""
    if query.chips or not 0 < len(words(query.words)) <= MOST_TYPED:
        return Cards()
    meant = subject_names().meant(query.words)[:MOST]
    subjects = list(Subject.objects.filter(pk__in=meant)) if meant else []
    is_staff = standing(reader).is_staff
    return Cards(subjects, people_meant(query.words, MOST) if is_staff else [])
