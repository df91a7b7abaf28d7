"""Who says of themselves that they know what a question is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.remembering import kept_while_rows_stay
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.expertise.models import Topic
from lubuk.shared.search.analysis import LANGUAGES, Language, terms
from lubuk.shared.suggestions.naming import longest, names_now

NEAR_ENOUGH = 0.6  # of the terms of the shorter of the two, question or topic

type Terms = frozenset[str]
type ByTerm = dict[Language, dict[str, dict[int, Terms]]]  # language -> term -> topics with all their terms


def topics_of(person: Person) -> list[Topic]:
    """As the person said them."""
    return list(Topic.objects.filter(person=person).select_related("subject"))


def topics_shown(person: Person) -> list[Topic]:
    """To colleagues; none of who doesn't want to be named."""
    return list(Topic.objects.filter(person=person, person__unlisted=None).select_related("subject"))


def topics_on(spellings: Iterable[str], subject_ids: Collection[int]) -> list[Topic]:
    """Said in such words, or about these subjects and what is below them."""
    asked = Q(pk__in={pk for words in spellings for pk in in_words_like(words)})
    for path in (
        Subject.objects.filter(pk__in=subject_ids).values_list("path", flat=True) if subject_ids else ()
    ):
        asked |= Q(subject__path__startswith=path)
    return list(Topic.objects.filter(asked).select_related("subject"))


def in_words_like(words: str) -> set[int]:
    """Topics of which the question says most, or that say most of the question."""
    found = set()
    for language, by_term in topics_now().items():
        asked = frozenset(terms(words, language))
        candidates = {pk: theirs for term in asked for pk, theirs in by_term.get(term, {}).items()}
        found |= {
            pk for pk, theirs in candidates.items()
            if len(asked & theirs) >= NEAR_ENOUGH * min(len(asked), len(theirs))
        }  # fmt: skip
    return found


@kept_while_rows_stay(Topic, "said_at")
def topics_now() -> ByTerm:
    """All topics by their stems."""
    topics: ByTerm = {language: defaultdict(dict) for language in LANGUAGES}
    for pk, words in Topic.objects.order_by().values_list("pk", "words"):
        for language in LANGUAGES:
            told = frozenset(terms(words, language))
            for term in told:
                topics[language][term][pk] = told
    return topics


def subjects_named(words: str) -> set[int]:
    """Subjects that the words name, in whatever language."""
    found: set[int] = set()
    for language, names in names_now().items():
        for key in longest(terms(words, language), names):
            found |= {pk for pk, _weight in names[key]}
    return found
