"""What a flow says of reviews: how many approve, and who is reminded when nobody does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lubuk.foundation.access.phrases import PHRASES
from lubuk.foundation.items.kinds.definition import Reminder
from lubuk.foundation.items.kinds.marked import Marked

FEWEST, MOST = 2, 9  # one approval is what every step asks; ten signatures are a form and no review
PERIOD = re.compile(r"^(\d+) (days?|weeks?)$")
DAYS_OF_A_WEEK = 7


def read_approvals(m: Marked) -> dict[str, Any]:
    """`approvals: 2`, or `approvals: {of: [steward of unit, km officer]}`: one by each of these."""
    approvals = m.get("approvals")
    if approvals is None:
        return {}
    if approvals.is_mapping:
        of = approvals.need("of")
        named = tuple(phrase.one_of("role", list(PHRASES)) for phrase in of.items()) if of else ()
        approvals.refuse_unread()
        if of and (len(named) < FEWEST or len(set(named)) < len(named)):
            of.wrong('"of" should name two roles or more, each once')
        return {"approvals": len(named), "approvals_of": named}
    word = approvals.text()
    if not (word.isdecimal() and FEWEST <= int(word) <= MOST):
        approvals.wrong(
            f'approvals "{word}" should be a number from {FEWEST} to {MOST}, or {{of: [role, role]}}'
        )
        return {}
    return {"approvals": int(word)}


def read_reminders(m: Marked, states: list[str]) -> tuple[Reminder, ...]:
    remind = m.get("remind")
    return tuple(read_reminder(said, states, m.place) for said in remind.items()) if remind else ()


def read_reminder(m: Marked, states: list[str], place: str) -> Reminder:
    m.place = f"{place}, remind"
    reminder = Reminder(
        state=needed(m, "in", lambda said: said.one_of("state", states), ""),
        days=needed(m, "after", days_of, 0),
        tell=needed(m, "tell", lambda said: said.one_of("role", list(PHRASES)), ""),
    )
    m.refuse_unread()
    return reminder


def needed[T](m: Marked, key: str, read: Callable[[Marked], T], otherwise: T) -> T:
    found = m.need(key)
    return read(found) if found else otherwise


def days_of(m: Marked) -> int:
    match = PERIOD.match(m.text())
    if not match or int(match[1]) == 0:
        m.wrong(f'after "{m.text()}" should look like "7 days" or "2 weeks"')
        return 0
    return int(match[1]) * (DAYS_OF_A_WEEK if match[2].startswith("week") else 1)
