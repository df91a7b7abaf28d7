"""Where quoted passages say different things, in words: so that nobody takes the first one for the whole truth.

The rule is modest, so that it can be explained: a difference is what people marked as one, or figures of the same
measure, none of them in common, in lines that both say at least half of the question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from lubuk.foundation.items.models import Item
from lubuk.shared.answers.evidence import Question
from lubuk.shared.answers.figures import Figures, figures_in
from lubuk.shared.answers.picking import Picked, pieces_of
from lubuk.shared.search.analysis import Language, language_of

MOST_FIGURES = 3  # of a source, in a sentence


@dataclass(frozen=True, slots=True)
class Source:
    """A passage and the item it is from; `number` is the one shown beside it."""

    number: int
    item: Item
    picked: Picked


def differences(
    question: Question, sources: Collection[Source], contradicting: Collection[frozenset[int]]
) -> list[str]:
    """`contradicting`: pairs of items that people linked as contradicting each other."""
    said = {one.number: telling_figures(question, one) for one in sources}
    found = []
    for left, right in combinations(sources, 2):
        sentences = [*marked(left, right, contradicting), *figures_differ(left, right, said)]
        found += [*sentences, *standing(left, right)] if sentences else []
    return found


def marked(left: Source, right: Source, contradicting: Collection[frozenset[int]]) -> Iterator[str]:
    if frozenset({left.item.pk, right.item.pk}) in contradicting:
        yield _("Sources %(one)s and %(other)s are marked as contradicting each other.") % numbers(
            left, right
        )


def figures_differ(left: Source, right: Source, said: dict[int, Figures]) -> Iterator[str]:
    here, there = said[left.number], said[right.number]
    for measure in here.keys() & there.keys():
        if not here[measure].keys() & there[measure].keys():
            yield _("Source %(one)s says %(here)s, source %(other)s says %(there)s.") % {
                **numbers(left, right),
                "here": ", ".join([*here[measure].values()][:MOST_FIGURES]),
                "there": ", ".join([*there[measure].values()][:MOST_FIGURES]),
            }


def standing(left: Source, right: Source) -> Iterator[str]:
    """What speaks for one of two that differ."""
    official = [one for one in (left, right) if is_official(one.item)]
    if len(official) == 1:
        yield _("Source %(number)s is official, the other is not.") % {"number": official[0].number}
    for one in (left, right):
        if one.item.trust == "overdue":
            yield _("Source %(number)s is overdue for a check.") % {"number": one.number}


def is_official(item: Item) -> bool:
    return item.endorsed_at is not None and item.trust != "overdue"


def numbers(left: Source, right: Source) -> dict[str, object]:
    return {"one": left.number, "other": right.number}


def telling_figures(question: Question, source: Source) -> Figures:
    """Of the lines that answer: a figure beside them counts something else."""
    language = language_of(source.item.language)
    lines = [one.text for one in pieces_of(source.picked.text)]
    heading = source.picked.block.heading
    return figures_in(
        "\n".join(line for line in lines if answers(question, heading, line, language)), language
    )


def answers(question: Question, heading: str, line: str, language: Language) -> bool:
    said = question.terms_in(f"{heading} {line}", language)
    return len(question.said_in(said, language)) * 2 >= question.telling
