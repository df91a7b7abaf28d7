"""Keeping the schedule, putting things on hold, and destroying what is over."""

from lubuk.shared.retention.actions.disposing import approve, carry_out, propose, stop
from lubuk.shared.retention.actions.holding import lift, place_hold, put_on_hold, release
from lubuk.shared.retention.actions.scheduling import classify, close_class, reopen_class, set_class

__all__ = [
    "approve",
    "carry_out",
    "classify",
    "close_class",
    "lift",
    "place_hold",
    "propose",
    "put_on_hold",
    "release",
    "reopen_class",
    "set_class",
    "stop",
]
