"""One order out of two: how well an item's words fit (BM25), and how near its meaning is.

The rule is the sum of both, each brought to the same measure: the best by words counts as much as the nearest by
meaning, an item as near as the last of the nearest counts nothing (min-max; 0048 has what else was measured). It is
written as an amount that is added to an item's score, so the engine itself ranks, counts and pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HIGHEST_BY_WORDS = 50.0  # above it only the number of an item reaches: who types one wants that item
WORTH = 1.0  # of the nearest by meaning, beside the best by words
# What has no vector yet can't be lifted, and must not sink below what merely has one: of nine tenths learned two fifths
# of a lift are left, of half nothing (0048 has what was measured).
WHILE_LEARNING = 8

# When an item is found by its meaning alone. Texts that have nothing to do with each other are not at right angles to a
# model; 0 is how like each other it takes them to be, 1 is the same text.
SURELY = 0.25  # so near that it is found, whatever else there is
MAYBE = 0.13  # near enough to be found, where it leaves the crowd behind
LEADS_BY = 2.5  # standard deviations of the likenesses of all that this person may find
MOST_ALONE = 10  # items: who looks for words gets what says them, and these


@dataclass(frozen=True, slots=True)
class Near:
    """An item near to what is looked for; `row` is the embedding of its nearest part, `likeness` their cosine."""

    id: int
    row: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """The likenesses of everything that may be found."""

    mean: float
    spread: float  # standard deviation
    learned: float = 1.0  # the part of the items that have a vector, from 0 to 1


def lifts(near: Sequence[Near], best_by_words: float, learned: float = 1.0) -> dict[int, float]:
    """What to add to each item's score, in the score's own measure; `near` has the nearest first, `learned` is the
    crowd's.
    """
    if not near:
        return {}
    nearest, last = near[0].likeness, near[-1].likeness
    most = WORTH * (min(best_by_words, HIGHEST_BY_WORDS) or 1.0) * learned**WHILE_LEARNING
    if nearest <= last:
        return {one.id: most for one in near}
    return {one.id: most * (one.likeness - last) / (nearest - last) for one in near}


def standing_out(near: Sequence[Near], crowd: Crowd, background: float) -> frozenset[int]:
    """Those that are found though they say none of the words; `background` is the model's, as in `embedding`."""
    surely, maybe = (background + part * (1 - background) for part in (SURELY, MAYBE))
    leading = crowd.mean + LEADS_BY * crowd.spread
    least = min(surely, max(maybe, leading))
    return frozenset(one.id for one in near[:MOST_ALONE] if one.likeness >= least)
