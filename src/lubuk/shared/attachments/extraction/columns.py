"""What a column holds, learned while its rows go by: type, how full, least, most, examples."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

EXAMPLES = 3
NUMBER = re.compile(r"-?(\d{1,3}([ .,]\d{3})+|\d+)([.,]\d+)?%?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
YES_NO = {"yes", "no", "true", "false", "ya", "tidak"}
LONGEST_CELL = 200  # letters that are shown


@dataclass
class Column:
    name: str
    rows: int = 0
    filled: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    least: float | None = None
    most: float | None = None
    first: str = ""
    last: str = ""
    examples: list[str] = field(default_factory=list)

    def take(self, cell: str) -> None:
        self.rows += 1
        if not cell:
            return
        self.filled += 1
        kind = kind_of(cell)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if kind == "number" and (value := number_of(cell)) is not None:
            self.least = value if self.least is None else min(self.least, value)
            self.most = value if self.most is None else max(self.most, value)
        if kind == "date" and cell[:4].isdigit():
            self.first = min(self.first or cell, cell)
            self.last = max(self.last, cell)
        if len(self.examples) < EXAMPLES and cell[:LONGEST_CELL] not in self.examples:
            self.examples.append(cell[:LONGEST_CELL])

    def told(self) -> dict[str, object]:
        kind = self.type
        said: dict[str, object] = {
            "name": self.name[:LONGEST_CELL], "type": kind, "examples": self.examples,
            "filled": round(100 * self.filled / self.rows) if self.rows else 0,
        }  # fmt: skip
        if kind == "number" and self.least is not None and self.most is not None:
            said |= {"least": plain(self.least), "most": plain(self.most)}
        if kind == "date" and self.first:
            said |= {"least": self.first, "most": self.last}
        return said

    @property
    def type(self) -> str:
        """One type for all cells, or text; a stray word makes a column of numbers a column of text."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else "text" if self.kinds else "empty"


def kind_of(cell: str) -> str:
    if DATE.fullmatch(cell):
        return "date"
    if NUMBER.fullmatch(cell):
        return "number"
    return "yes-no" if cell.lower() in YES_NO else "text"


def number_of(cell: str) -> float | None:
    """Both 1,234.5 and 1.234,5; a single mark with three digits behind it is taken for thousands."""
    digits = cell.rstrip("%").replace(" ", "")
    marks = [letter for letter in digits if letter in ".,"]
    if marks:
        last = marks[-1]
        is_decimal = len(set(marks)) == 2 or (len(marks) == 1 and len(digits.rpartition(last)[2]) != 3)
        other = "," if last == "." else "."
        digits = digits.replace(other, "")
        digits = digits.replace(last, "." if is_decimal else "")
    try:
        return float(digits)
    except ValueError:
        return None


def plain(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.6g}"
