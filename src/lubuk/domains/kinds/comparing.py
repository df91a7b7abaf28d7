"""Two texts of a kind beside each other: what was taken away and what came, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff

from lubuk.foundation.shaping.plain import plain, written

AROUND = 2  # lines that stay the same, shown for orientation


@dataclass(frozen=True)
class Line:
    sign: str  # "+", "-", " ", or "…" between two places
    text: str


def differences(before: str, after: str) -> list[Line]:
    """Of what they say, not of how it is indented."""
    found = unified_diff(even(before), even(after), lineterm="", n=AROUND)
    return [Line("…", "") if line.startswith("@@") else Line(line[0], line[1:]) for line in list(found)[2:]]


def even(text: str) -> list[str]:
    return written(plain(text)).splitlines() if text else []
