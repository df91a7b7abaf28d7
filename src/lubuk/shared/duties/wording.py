"""What the states of a reading are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lubuk.shared.duties.reckoning import State

WORDS: dict[State, Promise] = {
    State.OVERDUE: _("Overdue"),
    State.WAITING: _("Not read yet"),
    State.READ: pgettext_lazy("by people", "Read"),
}


def said_of(state: State) -> str:
    return str(WORDS[state])
