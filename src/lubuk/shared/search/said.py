"""What the search page says of itself to those who keep the log, beside the page: how much it found and what it shows.

It travels as a header within the process, so that a page kept in memory says it too, and is taken off before the page
leaves (`lubuk.shared.searchlog.noticing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

FOUND = "X-Found"
BETWEEN = " "  # an address has none


@dataclass(frozen=True, slots=True)
class Said:
    total: int
    first: int  # the place of the first result shown, from 1
    paths: tuple[tuple[str, ...], ...]  # of each result: the addresses that open it

    @classmethod
    def read(cls, text: str) -> Self:
        total, first, *paths = text.split(BETWEEN)
        return cls(int(total), int(first), tuple(tuple(one.split("|")) for one in paths))

    def __str__(self) -> str:
        return BETWEEN.join([str(self.total), str(self.first), *("|".join(one) for one in self.paths)])

    def places(self) -> dict[str, int]:
        shown = enumerate(self.paths, self.first)
        return {path: place for place, paths in shown for path in paths}


def paths_of(urls: Iterable[str]) -> tuple[str, ...]:
    """Without what a browser keeps to itself or the page asks for besides."""
    return tuple(url.partition("#")[0].partition("?")[0] for url in urls)
