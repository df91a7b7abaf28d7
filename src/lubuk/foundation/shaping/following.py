"""Every process of every machine goes by what is in force, without a restart: it looks at the edition's stamp."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from threading import Lock

from lubuk.foundation.items.kinds.problems import Problem
from lubuk.foundation.items.kinds.registry import IN_FORCE
from lubuk.foundation.shaping.models import Edition
from lubuk.foundation.shaping.texts import own_texts, readable
from lubuk.foundation.trail.stamp import stamp

log = logging.getLogger(__name__)


@dataclass
class Followed:
    """What this process has read."""

    acts: str | None = None  # the trail's stamp of then; every change of the edition is an act
    edition: str = ""
    problems: list[Problem] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


FOLLOWED = Followed()


def follow() -> None:
    """Read the kinds anew if others are in force than this process knows. No query of its own when nothing was done."""
    acts = stamp()
    if acts == FOLLOWED.acts:
        return
    edition = edition_in_force()
    if edition != FOLLOWED.edition:
        read_anew(edition)
    FOLLOWED.acts = acts


def read_anew(edition: str) -> None:
    with FOLLOWED.lock:
        own = own_texts()
        IN_FORCE.shaped, FOLLOWED.problems = readable(own) if own else (None, [])
        FOLLOWED.edition = edition
    for problem in FOLLOWED.problems:
        log.error("A kind or flow of your own can't be read and is left out: %s", problem)


def edition_in_force() -> str:
    return Edition.objects.values_list("stamp", flat=True).filter(pk=1).first() or ""
