"""How like two texts are. Plain functions over words: no database, no index.

The resemblance of two texts is the share of their shingles (here pairs of neighbouring words, stemmed and without
stop words) that stand in both: A. Broder, On the resemblance and containment of documents, 1997. It is the same from
either side and doesn't grow with the length, as the score of a search does.
"""

from __future__ import annotations

from itertools import pairwise

from lubuk.shared.search.analysis import Language, terms

type Shingles = frozenset[tuple[str, str]]

FIRST_LETTERS = 20_000  # of a long text, as `search.neighbours` reads of it
FEWEST_SHINGLES = 8  # a text of one line is like many
SAME = (
    0.3  # half of the words exchanged here and there still reach it; two texts on one matter stay below 0.1
)
ALIKE_TITLES = 0.6  # of the shorter title's words


def shingles(text: str, language: Language) -> Shingles:
    return frozenset(pairwise(terms(text[:FIRST_LETTERS], language)))


def resemblance(one: Shingles, other: Shingles) -> float:
    """From 0 to 1; 0 where either is too short to tell."""
    if min(len(one), len(other)) < FEWEST_SHINGLES:
        return 0.0
    return len(one & other) / len(one | other)


def titles_alike(one: str, other: str, language: Language) -> float:
    """The part of the shorter title's telling words that the other has too; one word alone has to be all of both."""
    mine, theirs = set(terms(one, language)), set(terms(other, language))
    fewer = min(len(mine), len(theirs))
    if fewer < 2:
        return float(bool(mine) and mine == theirs)
    return len(mine & theirs) / fewer
