"""Subjects and people by what is typed of their names: every word may be short of its end, and mistyped a little.

Subjects are known here by all their names in every language; hidden ones are found too, and never shown. People are
looked up in the database, since there may be many; who may find them is asked where this is called.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.remembering import kept_while_rows_stay
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.analysis import words
from lubuk.shared.search.spelling import mistakes, mistakes_forgiven

MOST_TYPED = 6  # words; a longer text is a question and no name
LOOKED_THROUGH = 300  # people whose name shares half a word with what was mistyped

type Name = tuple[str, ...]


class Names:
    """All names of all subjects, by their folded words."""

    def __init__(self, names: list[tuple[int, Name]]) -> None:
        self.names = names
        at: defaultdict[str, set[int]] = defaultdict(set)
        for place, (_pk, name) in enumerate(names):
            for word in name:
                at[word].add(place)
        self.at = dict(at)
        self.vocabulary = sorted(at)

    def typed(self, text: str) -> list[int]:
        """Subjects whose name has these words or begins them, the nearest first."""
        parts = words(text)[:MOST_TYPED]
        if not parts:
            return []
        places = set.intersection(*({p for word in self.like(part) for p in self.at[word]} for part in parts))
        nearest = sorted(places, key=lambda place: nearness(self.names[place][1], parts))
        return list(dict.fromkeys(self.names[place][0] for place in nearest))

    def like(self, part: str) -> list[str]:
        """Words that begin so; where none does, those that begin nearly so."""
        start = bisect_left(self.vocabulary, part)
        end = bisect_left(self.vocabulary, f"{part}\U0010ffff", start)
        if start < end or not mistakes_forgiven(part):
            return self.vocabulary[start:end]
        first, second = halves(part)
        near = (word for word in self.vocabulary if first in word or second in word)
        return [word for word in near if begins(part, word)]

    def meant(self, text: str) -> list[int]:
        """Subjects of which this is a whole name, as it is or with mistakes."""
        parts = words(text)[:MOST_TYPED]
        found = [(pk, name) for pk, name in self.near(parts) if is_name(parts, name)]
        exact = [(pk, name) for pk, name in found if sorted(name) == sorted(parts)]
        return list(dict.fromkeys(pk for pk, _name in exact or found))

    def near(self, parts: list[str]) -> Iterator[tuple[int, Name]]:
        if parts:
            places = {place for word in self.like(max(parts, key=len)) for place in self.at[word]}
            yield from (self.names[place] for place in sorted(places))


@kept_while_rows_stay(Subject, "changed_at")
def subject_names() -> Names:
    """For 30,000 subjects half a second, for a hundred nothing."""
    return Names(list(all_names()))


def all_names() -> Iterator[tuple[int, Name]]:
    rows = Subject.objects.values_list("pk", "labels", "alt_labels", "hidden_labels")
    for pk, labels, *others in rows:
        told = [*labels.values(), *(name for lists in others for names in lists.values() for name in names)]
        yield from ((pk, name) for name in dict.fromkeys(tuple(words(one)) for one in told) if name)


def people_typed(text: str, limit: int) -> list[Person]:
    """Those who have a name that begins so; where nobody has, those of whom it is nearly so."""
    parts = words(text)[:MOST_TYPED]
    if not parts:
        return []
    called = people_with(*(Q(name__istartswith=part) | Q(name__icontains=f" {part}") for part in parts))
    return list(called.select_related("unit")[:limit]) or mistyped(parts, limit)


def mistyped(parts: list[str], limit: int) -> list[Person]:
    """One mistake leaves one half of a word as it is, so the database need not measure."""
    longest = max(parts, key=len)
    if not mistakes_forgiven(longest):
        return []
    first, second = halves(longest)
    shared = people_with(Q(name__icontains=first) | Q(name__icontains=second)).select_related("unit")
    near = (one for one in shared[:LOOKED_THROUGH] if all_begin(parts, words(one.name)))
    return [one for one, _place in zip(near, range(limit), strict=False)]


def people_meant(text: str, limit: int) -> list[Person]:
    """Those of whom this is the whole name, or the one colleague who has these words in theirs."""
    parts = words(text)[:MOST_TYPED]
    found = [one for one in people_typed(text, limit + 1) if one.name]
    whole = [one for one in found if is_name(parts, words(one.name))]
    only = [one for one in found if len(found) == 1 and set(parts) <= set(words(one.name))]
    return (whole or only)[:limit]


def people_with(*conditions: Q) -> QuerySet[Person]:
    return Person.objects.filter(*conditions, is_active=True).order_by("name", "pk")


# One word and another


def halves(part: str) -> tuple[str, str]:
    return part[: len(part) // 2], part[len(part) // 2 :]


def begins(part: str, word: str) -> bool:
    """Whether the word begins with the part, or nearly so."""
    if word.startswith(part):
        return True
    allowed = mistakes_forgiven(part)
    cuts = {word[: len(part) + more] for more in range(-allowed, allowed + 1)} if allowed else set()
    return any(mistakes(part, cut, allowed) <= allowed for cut in cuts)


def all_begin(parts: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(begins(part, word) for word in name) for part in parts)


def is_name(parts: Sequence[str], name: Sequence[str]) -> bool:
    """Word for word, whichever stands first, each nearly as long."""
    return len(parts) == len(name) and all(any(is_meant(part, word) for word in name) for part in parts)


def is_meant(part: str, word: str) -> bool:
    allowed = mistakes_forgiven(part)
    return part == word or mistakes(part, word, allowed) <= allowed


def nearness(name: Name, parts: list[str]) -> tuple[bool, bool, int, Name]:
    """Names that are all as typed come first, then those that begin so, then the shorter."""
    as_typed = all(any(word.startswith(part) for word in name) for part in parts)
    return not as_typed, not name[0].startswith(parts[0]), sum(map(len, name)), name
