"""Is the trail whole? Every entry is sealed again and compared, and the end with the head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lubuk.foundation.trail.models import GENESIS, ChainHead, Entry


@dataclass
class Verdict:
    entries: int = 0
    broken: list[str] = field(default_factory=list)  # a sentence each

    @property
    def is_whole(self) -> bool:
        return not self.broken


def verify(progress: Callable[[int], None] = lambda done: None) -> Verdict:
    """Read the whole chain once, in constant memory. The first broken place is the one to look at."""
    verdict, before = Verdict(), GENESIS
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2000):
        verdict.entries += 1
        if entry.previous_hash != before:
            verdict.broken.append(f"entry {entry.pk}: the entry before it is missing or was changed")
        if entry.seal() != entry.hash:
            verdict.broken.append(f"entry {entry.pk}: its words don't match its seal")
        before = entry.hash
        progress(verdict.entries)
    head = ChainHead.objects.filter(pk=1).first()
    if (head.hash, head.length) != (before, verdict.entries) if head else verdict.entries:
        verdict.broken.append("the end of the trail was cut off, or the head was changed")
    return verdict
