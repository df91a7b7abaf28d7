"""The words of offices in Indonesian and English, so that a question asked in one language finds what is written in
the other (dictionary-based translation of queries: Ballesteros and Croft 1997).

`glossary.csv` has a line a meaning, ways to say it between semicolons. A text is matched in its own language alone, so
where everything is in one language nothing changes. Each installation's own words are in the office's table of synonyms.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lubuk.shared.search.analysis import ANY_STOP_WORD, Language, fold, term_of, words

FILE = Path(__file__).with_name("glossary.csv")
LONGEST = 4  # words of one way
BETWEEN = ";"

LANGUAGES: tuple[tuple[Language, Language], ...] = (("id", "en"), ("en", "id"))

type Terms = tuple[str, ...]


class Translation(NamedTuple):
    """Of words `start` to `end` of a query: the terms of each way to say them in the other language, and `parts`, how
    shorter runs among them are said.
    """

    start: int
    end: int
    ways: tuple[tuple[Language, Terms], ...]
    parts: tuple[Translation, ...] = ()


def translations(said: Sequence[str]) -> tuple[Translation, ...]:
    """One for each of the longest runs that the glossary has, one after the other. Without stop words."""
    return tuple(longest_runs([fold(word) for word in said], 0, len(said), LONGEST))


def longest_runs(folded: list[str], start: int, end: int, most: int) -> Iterator[Translation]:
    while start < end:
        for length in range(min(most, end - start), 0, -1):
            if ways := ways_to_say(tuple(folded[start : start + length])):
                parts = tuple(longest_runs(folded, start, start + length, length - 1)) if length > 1 else ()
                yield Translation(start, start + length, ways, parts)
                start += length - 1
                break
        start += 1


def ways_to_say(run: Terms) -> tuple[tuple[Language, Terms], ...]:
    """In each other language, for "air" is a word of both; as it is written, or else by its stems."""
    return tuple((to, way) for of, to in LANGUAGES for way in ways_from(run, of))


def ways_from(run: Terms, of: Language) -> tuple[Terms, ...]:
    exact, by_stems = glossary(of)
    return exact.get(run) or by_stems.get(tuple(term_of(word, of) for word in run)) or ()


@lru_cache(maxsize=2)
def glossary(of: Language) -> tuple[dict[Terms, tuple[Terms, ...]], dict[Terms, tuple[Terms, ...]]]:
    """By the words of a way, and by their stems, the terms of the other language."""
    to: Language = "en" if of == "id" else "id"
    exact, by_stems = dict[Terms, tuple[Terms, ...]](), dict[Terms, tuple[Terms, ...]]()
    for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()):
        others = tuple(filter(None, (terms_in(way, to) for way in row[to].split(BETWEEN))))
        for way in row[of].split(BETWEEN):
            run = tuple(word for word in words(way) if word not in ANY_STOP_WORD)
            exact.setdefault(run, others)
            by_stems.setdefault(tuple(term_of(word, of) for word in run), others)
    return exact, by_stems


def terms_in(way: str, language: Language) -> Terms:
    """Without its stop words, as texts are indexed."""
    return tuple(term for word in words(way) if (term := term_of(word, language)))
