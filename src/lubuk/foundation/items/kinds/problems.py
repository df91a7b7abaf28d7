"""What is wrong in a pack, said so that its author can mend it without reading our code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    file: Path
    line: int
    place: str  # "kind good-practice, field results"
    said: str

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}"
        return f"{where}: {self.place}: {self.said}" if self.place else f"{where}: {self.said}"


class PackError(Exception):
    """A pack can't be used. `problems` lists everything that is wrong, not only the first thing."""

    def __init__(self, problems: list[Problem]) -> None:
        once = {(problem.file, problem.line, problem.said): problem for problem in reversed(problems)}
        self.problems = [once[place] for place in sorted(once)]
        super().__init__("\n".join(str(problem) for problem in self.problems))


def unknown(what: str, word: object, known: Iterable[str]) -> str:
    """One sentence for a word that the language doesn't have, with the nearest one it has."""
    options = list(known)
    near = get_close_matches(str(word), options, n=1, cutoff=0.5)
    said = f'{what} "{word}" is unknown; '
    return said + (f'did you mean "{near[0]}"?' if near else f"use one of: {', '.join(options)}")
