"""When a field is asked for, and when it has to be filled: moments of the flow, and answers to an earlier field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from lubuk.domains.kinds.forms import Said
from lubuk.domains.kinds.saying import moment_words
from lubuk.foundation.items.kinds.conditions import ANSWERED_BY_WORD, said_of
from lubuk.foundation.items.kinds.definition import FieldDefinition, Flow, Kind

SEPARATOR = ": "

type Choices = list[tuple[str, str]]


def moments_of(flow: Flow | None) -> Choices:
    """When a field can have to be filled."""
    words = ["begin", "publish", *(step.name for step in flow.steps)] if flow else []
    return [(word, moment_words(word, flow)) for word in words if flow]


def answers_before(kind: Kind | None, name: str) -> Choices:
    """ "status: amended" for each answer to a question that stands before this field; all for a new one."""
    return [
        (f"{field.name}{SEPARATOR}{answer}", f"{field}: {said_of(answer, field)}")
        for field in fields_before(kind, name)
        for answer in [key for key, _labels in field.choices] or ["yes", "no"]
    ]


def fields_before(kind: Kind | None, name: str) -> Iterable[FieldDefinition]:
    for field in kind.fields if kind else ():
        if field.name == name:
            return
        if field.type in ANSWERED_BY_WORD:
            yield field


def ticked(when: Any) -> list[str]:
    if not isinstance(when, dict):
        return []
    answers = when.get("is", [])
    return [
        f"{when.get('field')}{SEPARATOR}{answer}"
        for answer in (answers if isinstance(answers, list) else [answers])
    ]


def condition_of(answers: list[str]) -> Said:
    pairs = [answer.split(SEPARATOR, 1) for answer in answers]
    return {"field": pairs[0][0], "is": [answer for _field, answer in pairs]} if pairs else {}


def are_of_several(answers: list[str]) -> bool:
    """Whether they answer more than one question, which no condition can."""
    return len({answer.split(SEPARATOR)[0] for answer in answers}) > 1


def one_question_only() -> str:
    return _("Tick answers of one question only.")


def required_as(moment: str, answers: list[str]) -> Any:
    """What is never required has no condition either, whatever stays ticked."""
    return {"by": moment, "when": condition_of(answers)} if moment and answers else moment
