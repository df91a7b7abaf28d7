"""How well a passage answers a question, by what of the question it says. Knows nothing of Django's models.

How near a text is to a question in meaning does not tell whether it answers it (docs/search.md has the numbers), so
meaning alone is never enough: it makes up for one word that a passage doesn't say, no more. 0054 has the measurements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from lubuk.shared.search.analysis import ANY_STOP_WORD, LANGUAGES, Language, fold, terms
from lubuk.shared.search.engine import Search
from lubuk.shared.search.passages import Wanted
from lubuk.shared.search.tantivy_query import LONGEST_SYNONYM, Word, word_of, words_of

KEYWORDS = 2  # words: who types no more looks for a name or a page, and asks nothing
LONG = 4  # telling words from which on it is a question, even without “what” or “how”
SHORT = 3  # telling words up to which each has to be said
SHARE = 0.75  # of the words of a longer question, by a passage together with the title above it
OWN_SHARE = 0.6  # by the passage itself: a title that says all is no answer
STEM = 4  # letters of a term by which texts are chosen before they are read with care

AROUND = ".,;:?!()“”‘’'"  # what stands beside a word and is none of it
# They ask for an amount, and what answers them seldom says them.
HOW_MUCH = re.compile(
    r"\b(?:how (?:long|many|often|far|old|soon)|berapa (?:lama|kali|jauh|sering))\b", re.IGNORECASE
)
NO_TERMS = frozenset[str]()

type Worth = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to say some words of the question: theirs, a corrected spelling, or what the office says is the same."""

    covers: frozenset[int]
    words: tuple[Word, ...]

    def is_in(self, said: Set[str], language: Language) -> bool:
        wanted = [term for word in self.words for of, term in word.terms if of == language]
        return bool(wanted) and said >= set(wanted)

    def beginnings(self) -> list[set[str]]:
        return [{term[:STEM] for _of, term in word.terms} for word in self.words]


@dataclass(frozen=True)
class Question:
    """`telling` is the number of its words that say something; they are known by their places."""

    typed: tuple[str, ...]
    telling: int
    ways: tuple[Way, ...]

    @classmethod
    def of(cls, search: Search) -> Question:
        words = words_of(HOW_MUCH.sub(" ", search.words))
        ways = [Way(frozenset({place}), (word,)) for place, word in enumerate(words)]
        typed = tuple(fold(word.strip(AROUND)) for word in search.words.split())
        return cls(typed, len(words), (*ways, *corrected(words, search), *said_otherwise(words, search)))

    @property
    def is_more_than_a_name(self) -> bool:
        return len(self.typed) > KEYWORDS and self.telling > 1

    @property
    def is_asked(self) -> bool:
        """Whether it reads like a sentence: then who asked it expects an answer, or to be told that there is none."""
        has_small_words = any(word in ANY_STOP_WORD for word in self.typed)
        return self.is_more_than_a_name and (has_small_words or self.telling >= LONG)

    @cached_property
    def least(self) -> int:
        """How many of its words have to be said."""
        return self.telling if self.telling <= SHORT else ceil(self.telling * SHARE)

    @cached_property
    def least_own(self) -> int:
        return min(self.telling, max(2, ceil(self.telling * OWN_SHARE)))

    @cached_property
    def wanted(self) -> Wanted:
        """To mark its words in a text."""
        said = [pair for way in self.ways for word in way.words for pair in word.terms]
        return Wanted({of: frozenset(term for spoken, term in said if spoken == of) for of in LANGUAGES})

    @cached_property
    def beginnings(self) -> tuple[tuple[frozenset[int], list[set[str]]], ...]:
        return tuple((way.covers, way.beginnings()) for way in self.ways)

    @cached_property
    def any_beginning(self) -> re.Pattern[str]:
        every = {one for _covers, words in self.beginnings for some in words for one in some}
        return re.compile("|".join(sorted(map(re.escape, every))) or "(?!)")

    def terms_in(self, text: str, language: Language) -> frozenset[str]:
        """Of its own words alone; most lines say none, and are found out quickly."""
        if not self.any_beginning.search(text.lower()):
            return NO_TERMS
        return self.wanted.terms[language].intersection(terms(text, language))

    def said_in(self, said: frozenset[str], language: Language) -> frozenset[int]:
        return frozenset().union(*(way.covers for way in self.ways if way.is_in(said, language)))

    def in_sight(self, text: str) -> frozenset[int]:
        """Those that a text may say; a quick look, which errs on the side of yes."""
        lowered = text.lower()
        return frozenset().union(
            *(
                covers
                for covers, words in self.beginnings
                if all(any(one in lowered for one in some) for some in words)
            )
        )

    def may_be_answered_in(self, text: str) -> bool:
        return len(self.in_sight(text)) >= self.least_own


def corrected(words: list[Word], search: Search) -> Iterator[Way]:
    for place, word in enumerate(words):
        if word.folded in search.corrections:
            yield Way(frozenset({place}), (word_of(search.corrections[word.folded]),))


def said_otherwise(words: list[Word], search: Search) -> Iterator[Way]:
    if not search.synonyms:
        return
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_SYNONYM, len(words)) + 1):
            run = " ".join(word.folded for word in words[start:end])
            for other in search.synonyms.get(run, ()):
                yield Way(frozenset(range(start, end)), tuple(words_of(other)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which words of a question are said by a passage with its heading, by what stands above it, and by either;
    `in_one` are the most that a single line or sentence says.
    """

    own: frozenset[int]
    above: frozenset[int]
    together: frozenset[int]
    in_one: int

    @property
    def worth(self) -> Worth:
        return len(self.together), len(self.above), len(self.own)

    def is_strong(self, question: Question, *, is_nearest: bool = False) -> bool:
        """`is_nearest`: no other page is nearer in meaning. A passage under a title and a heading that say nothing of
        the question is about something else, whatever words it shares; unless one sentence says them all.
        """
        forgiven = 1 if is_nearest and question.telling > SHORT else 0
        says_enough = len(self.together) >= question.least - forgiven
        is_about_it = bool(self.above) or (question.is_asked and self.in_one == question.telling >= SHORT)
        return says_enough and len(self.own) >= question.least_own and is_about_it

    def leaves_behind(self, other: Evidence) -> bool:
        """Whether the other, with so many words less above it, is about something near."""
        return len(other.above) < len(self.above) - 1


def weigh(
    question: Question,
    language: Language,
    *,
    title: frozenset[str],
    heading: frozenset[str],
    pieces: Sequence[frozenset[str]],
) -> Evidence:
    """Of the terms in each; a name of several words may be said partly in one and partly in the other."""
    text = frozenset[str]().union(*pieces)
    return Evidence(
        question.said_in(heading | text, language),
        question.said_in(title | heading, language),
        question.said_in(title | heading | text, language),
        max(len(question.said_in(piece, language)) for piece in pieces),
    )


def all_in_sight(question: Question, texts: Iterable[str]) -> bool:
    """Whether each word stands at least somewhere. What is found best says the rarest words, so one that stands in none
    of it stands nowhere: what it asks about is not known here.
    """
    found = frozenset[int]().union(*(question.in_sight(text) for text in texts))
    return len(found) == question.telling
