"""Which subjects a text says by name: their labels, other and hidden names, found by the stems of their words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lubuk.foundation.remembering import kept_while_rows_stay
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.analysis import Language, language_of, terms

LONGEST = 6  # words of a name; longer ones stand in no text
TITLE_COUNTS, SUMMARY_COUNTS = 3.0, 2.0
PREFERRED, OTHER, HIDDEN = 1.0, 0.9, 0.8
FIRST_LETTERS = 20_000  # of a text; what it is about is said by then

type Key = tuple[str, ...]
type Names = dict[Language, dict[Key, list[tuple[int, float]]]]


@dataclass
class Said:
    """How a text names one subject: in the title, the summary, how often in all, and how much that tells."""

    words: str = ""
    in_title: bool = False
    times: int = 0
    weight: float = 0.0


@dataclass(frozen=True)
class Text:
    title: str = ""
    summary: str = ""
    body: str = ""
    language: str = ""

    @property
    def parts(self) -> list[tuple[str, float]]:
        return [(self.title, TITLE_COUNTS), (self.summary, SUMMARY_COUNTS), (self.body[:FIRST_LETTERS], 1.0)]


@kept_while_rows_stay(Subject, "changed_at")
def names_now() -> Names:
    """All names by their stems; 30,000 subjects take about 100 MB and two seconds, a hundred nothing."""
    names: Names = defaultdict(lambda: defaultdict(list))
    rows = Subject.objects.order_by().values_list("pk", "labels", "alt_labels", "hidden_labels")
    for pk, labels, others, hidden in rows:
        told = [(code, name, PREFERRED) for code, name in labels.items()]
        for lists, weight in ((others, OTHER), (hidden, HIDDEN)):
            told += [(code, name, weight) for code, words in lists.items() for name in words]
        for code, name, weight in told:
            language = language_of(code)
            key = tuple(terms(name, language))
            if 0 < len(key) <= LONGEST:
                names[language][key].append((pk, weight))
    return {language: dict(keys) for language, keys in names.items()}


def named_in(text: Text) -> dict[int, Said]:
    """By the subject's id. Of overlapping names the longest counts: "water supply" is not about water."""
    language = language_of(text.language)
    names = names_now().get(language, {})
    found: defaultdict[int, Said] = defaultdict(Said)
    for number, (part, counts) in enumerate(text.parts):
        for key in longest(terms(part, language), names):
            for pk, weight in names[key]:
                said = found[pk]
                said.in_title |= number == 0
                said.times += 1
                said.words = said.words or " ".join(key)
                # A name of several words is seldom said by chance; one that several subjects share tells less.
                said.weight += counts * weight * (0.6 + 0.4 * len(key)) / len(names[key])
    for said in found.values():
        said.weight = math.log1p(said.weight)  # the tenth time tells less than the second
    return dict(found)


def longest(words: list[str], known: Collection[Key]) -> Iterator[Key]:
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            key = tuple(words[at : at + length])
            if key in known:
                yield key
                at += length
                break
        else:
            at += 1
