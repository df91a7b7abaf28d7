"""Who has approved the text that is on its way, who is still missing, and whose word was for an earlier wording."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise

from lubuk.foundation.access.phrase_words import PHRASE_WORDS
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.approvals import approvals_of, is_awaited, seats
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Approval, Item, Version
from lubuk.foundation.items.permissions import places_of
from lubuk.foundation.items.stewards import who_is, who_may_take


@dataclass(frozen=True)
class Awaited:
    """A free seat: of whom, and who that could be. Without anybody the flow stands still, and the page says so."""

    role: str | Promise
    people: list[Person]


@dataclass(frozen=True)
class Round:
    step: Step
    given: list[tuple[Approval, str | Promise]] = field(default_factory=list)
    awaited: list[Awaited] = field(default_factory=list)
    earlier: list[Approval] = field(default_factory=list)  # of a wording that has changed since

    @property
    def total(self) -> int:
        return self.step.approvals


def round_of(item: Item) -> Round | None:
    """The approvals that the draft waits for now."""
    version = item.draft
    step = several_from(item, version) if version else None
    if version is None or step is None:
        return None
    given = approvals_of(version, step)
    found = Round(step, earlier=earlier_approvals(version, step))
    for seat in seats(step, given):
        words = PHRASE_WORDS.get(seat.phrase, "")
        if seat.approval:
            found.given.append((seat.approval, words))
        else:
            taken = {approval.person_id for approval in given}
            people = who_is(seat.phrase, item) if seat.phrase else who_may_take(item, step)
            authors = places_of(item).author_ids | {item.owner_id, version.author_id}
            found.awaited.append(Awaited(words, [p for p in people if p.pk not in taken | authors]))
    return found


def several_from(item: Item, version: Version) -> Step | None:
    steps = kind_of(item).flow.steps_from(version.state)
    return next((step for step in steps if step.asks_several), None)


def earlier_approvals(version: Version, step: Step) -> list[Approval]:
    """The last word of each who approved an earlier wording and none since."""
    rows = (
        version.approvals.filter(step=step.name, voided_at=None).select_related("person").order_by("revision")
    )
    last = {approval.person_id: approval for approval in rows}
    return [approval for approval in last.values() if approval.revision != version.revision]


def awaits(item: Item, step: Step, reader: Reader) -> bool:
    """Whether the step is still this reader's to take: their approval is not given yet, and of use."""
    if not step.asks_several:
        return True
    version = item.draft or item.published
    return version is not None and is_awaited(step, version, standing(reader), places_of(item))
