"""Steps that several have to approve: who has, of the text as it stands, and which places are still free.

An approval is of one wording. When the text changes its revision does, and what was approved before no longer
counts; nothing has to be taken back. Recording one is in `actions.publishing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lubuk.foundation.access.phrases import PHRASES, Places
from lubuk.foundation.access.standing import Standing
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.models import Approval, Version


@dataclass(frozen=True)
class Seat:
    """One of the approvals that a step asks for; `phrase` is "" where anybody who may will do."""

    phrase: str
    approval: Approval | None = None


def approvals_of(version: Version, step: Step) -> list[Approval]:
    """Those that count: of this wording, and not before it was sent back."""
    given = Approval.objects.filter(
        version=version, revision=version.revision, step=step.name, voided_at=None
    )
    return list(given.select_related("person").order_by("pk"))


def phrases_held(step: Step, who: Standing, where: Places) -> list[str]:
    """Of the roles that the step names, those the person has here."""
    return [phrase for phrase in step.approvals_of if PHRASES[phrase](who, where)]


def seats(step: Step, given: Sequence[Approval]) -> list[Seat]:
    """Each approval in its place. Who has two of the roles takes the one that nobody else can."""
    if not step.approvals_of:
        filled = [Seat("", approval) for approval in given[: step.approvals]]
        return filled + [Seat("")] * (step.approvals - len(filled))
    taken: dict[str, Approval] = {}
    for approval in given:
        find_a_seat(approval, taken, set())
    return [Seat(phrase, taken.get(phrase)) for phrase in step.approvals_of]


def find_a_seat(approval: Approval, taken: dict[str, Approval], tried: set[str]) -> bool:
    """Kuhn's matching: take a free place, or one whose holder can move to another."""
    for phrase in approval.phrases:
        if phrase in tried:
            continue
        tried.add(phrase)
        holder = taken.get(phrase)
        if holder is None or find_a_seat(holder, taken, tried):
            taken[phrase] = approval
            return True
    return False


def free_seats(step: Step, given: Sequence[Approval]) -> int:
    return sum(seat.approval is None for seat in seats(step, given))


def is_awaited(step: Step, version: Version, who: Standing, where: Places) -> bool:
    """Whether an approval by this person would bring the step nearer."""
    given = approvals_of(version, step)
    if any(approval.person_id == who.person_id for approval in given):
        return False
    one_more = Approval(phrases=phrases_held(step, who, where))
    return free_seats(step, [*given, one_more]) < free_seats(step, given)
