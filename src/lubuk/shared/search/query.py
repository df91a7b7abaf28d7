"""The language of the search box: words, `"exact phrases"`, `-without`, `kind:`, `unit:`, `after:2025`.

Anything that isn't understood is taken as plain words: a search never fails because of how it was typed.
What an operator's value means (which unit "water" is) is settled in `queries`.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

PHRASE, EXCLUDED = "phrase", "without"

# What people type, in both languages -> the operator.
OPERATORS = {
    "kind": "kind", "jenis": "kind",
    "unit": "unit",
    "by": "by", "oleh": "by",
    "subject": "subject", "subjek": "subject",
    "language": "language", "bahasa": "language",
    "after": "after", "sesudah": "after",
    "before": "before", "sebelum": "before",
}  # fmt: skip

PART = re.compile(
    rf'(?<!\S)(?P<minus>-(?=["\w]))?(?:(?P<operator>{"|".join(OPERATORS)}):(?=\S))?'
    r'(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S+))',
    re.IGNORECASE,
)
DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")
LONGEST = 500  # characters: past this it is a pasted text, not a question


@dataclass(frozen=True, slots=True)
class Chip:
    """One operator as shown to the reader; `text` is what they typed and `start` where."""

    operator: str
    value: str
    text: str
    start: int


@dataclass(frozen=True)
class Query:
    text: str
    words: str
    chips: tuple[Chip, ...]

    def without(self, chip: Chip) -> str:
        """The query as typed, less this chip."""
        left, right = self.text[: chip.start], self.text[chip.start + len(chip.text) :]
        return " ".join(f"{left} {right}".split())

    def values(self, operator: str) -> tuple[str, ...]:
        return tuple(chip.value for chip in self.chips if chip.operator == operator)

    @cached_property
    def after(self) -> date | None:
        """The latest of the dates asked for: "after:2025" means from 1 January 2025 on."""
        return max((day_of(value) for value in self.values("after")), default=None)

    @cached_property
    def before(self) -> date | None:
        """The earliest of the dates asked for; that day itself is left out."""
        return min((day_of(value) for value in self.values("before")), default=None)


def parse(text: str) -> Query:
    text = " ".join(text[:LONGEST].split())
    chips, words = [], []
    for found in PART.finditer(text):
        chip = chip_of(found)
        if chip:
            chips.append(chip)
        else:
            words.append(found.group())
    return Query(text, " ".join(words), tuple(chips))


def chip_of(found: re.Match[str]) -> Chip | None:
    value = (found["quoted"] if found["quoted"] is not None else found["plain"]).strip()
    operator = operator_of(found)
    if not value or not operator or (operator in {"after", "before"} and not is_date(value)):
        return None
    return Chip(operator, value, found.group(), found.start())


def operator_of(found: re.Match[str]) -> str:
    if found["minus"]:
        # "-kind:lesson" excludes the words "kind lesson"; nobody has missed more yet.
        return EXCLUDED
    if found["operator"]:
        return OPERATORS[found["operator"].lower()]
    return PHRASE if found["quoted"] is not None else ""


def is_date(value: str) -> bool:
    try:
        day_of(value)
    except ValueError:
        return False
    return True


def day_of(value: str) -> date:
    """The first day of a year, month or day written as 2025, 2025-03 or 2025-03-14. Raises ValueError."""
    found = DATE.match(value)
    if not found:
        raise ValueError(value)
    year, month, day = found.groups(default="1")
    return date(int(year), int(month), int(day))
