"""Why each result of a page stands where it stands, for those who tend search. The engine says what it knows; one that
knows less leaves it out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lubuk.shared.search.engine import Explanation
from lubuk.shared.search.live import engine
from lubuk.shared.search.searching import Result, Results


@dataclass(frozen=True, slots=True)
class Why:
    """In words: (what, by how much) for the words and for what moved the result up or down."""

    result: Result
    place: int
    words: list[tuple[str, float]]
    nudges: list[tuple[str, float]]
    score: float


def whys(found: Results) -> list[Why]:
    """For the results of this page, in their order. Costs a search more, so it is asked for."""
    explained = engine().explain(found.asked, [result.item.pk for result in found.results])
    first = found.page.start_index()
    return [
        in_words(result, first + place, explained.get(result.item.pk, Explanation()))
        for place, result in enumerate(found.results)
    ]


def in_words(result: Result, place: int, said: Explanation) -> Why:
    called = {"endorsed": _("official, and not overdue"), "overdue": _("overdue for a check")}
    words = [(_("its number, or a phrase") if term == "*" else term, weight) for term, weight in said.terms]
    if said.meaning:
        words.append((_("what it means"), said.meaning))
    return Why(result, place, words, [(called[name], factor) for name, factor in said.nudges], said.score)
