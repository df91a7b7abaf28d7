"""Whom a question can be taken to: from the pages nearest to its words, the subjects that it names and what people
say of themselves. Where no page answers, the last two still do."""

from __future__ import annotations

from collections.abc import Sequence

from lubuk.foundation.accounts.models import Reader
from lubuk.shared.expertise.knowing import SHOWN, Knower, newest_about, people_who_know
from lubuk.shared.expertise.permissions import can_see_who_knows
from lubuk.shared.expertise.topics import subjects_named, topics_on
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.neighbours import like

MOST_NEAR = 50  # pages
AS_NEAR = 0.5  # of the nearest: what shares a word or two with the question is no witness
BY_SUBJECT = 0.3  # nearness of pages of which only the subject is named


def who_knows(
    words: str, reader: Reader, *, meant: str = "", found: Sequence[int] = (), most: int = SHOWN
) -> list[Knower]:
    """`found` are pages that answer, the best first, and `meant` is the spelling that was looked for as well, where the
    caller has searched already."""
    if not words or not can_see_who_knows(reader):
        return []
    named = subjects_named(words) | subjects_named(meant)
    items = near(meant or words, reader) | {pk: 1 / (1 + place / 10) for place, pk in enumerate(found)}
    if not items and named:
        items = dict.fromkeys(newest_about(named, reader), BY_SUBJECT)
    return people_who_know(reader, items, topics_on((words, meant), named), most)


def near(words: str, reader: Reader) -> dict[int, float]:
    """The pages nearest to the words, the nearest as 1; none while there is no index."""
    try:
        nearest = like(words, reader, MOST_NEAR)
    except NoIndex:
        return {}
    best = max((one.score for one in nearest), default=0.0)
    return {one.id: one.score / best for one in nearest if one.score >= AS_NEAR * best} if best else {}
