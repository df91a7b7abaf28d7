"""What is found in a file, told line by line, and where enough is enough."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

MOST_PAGES = 2_000
MOST_LETTERS = 4_000_000  # some 1,500 pages of close print
LONGEST_PAGE = 100_000  # letters; what is longer goes on as a page of its own
LONGEST_FACT = 500
ROWS_FILE = "rows.csv"  # in the folder of the report, where a table was asked for row by row
SPACES = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\n\s*\n\s*")
UNWANTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # PostgreSQL refuses NUL
FACTS = ("title", "creator", "subject", "description", "date", "language", "extent")


class Enough(Exception):
    """As much was told as will be kept."""


class Refusal(Exception):
    """The file is not opened further; `reason` is a key of words.REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Report:
    def __init__(self, folder: Path) -> None:
        self.folder = folder  # for previews and tables as files
        self.pages = 0
        self.sheets = 0
        self.letters = 0
        self.has_text = False

    def page(self, text: str, heading: str = "", html: str = "") -> None:
        """The next page, as words and, where the file has more to show, as HTML. Raises Enough."""
        tidy = clean(text)
        for start in range(0, max(len(tidy), 1), LONGEST_PAGE):
            if self.pages >= MOST_PAGES or self.letters >= MOST_LETTERS:
                raise Enough
            self.pages += 1
            part = tidy[start : start + LONGEST_PAGE]
            self.letters += len(part)
            self.has_text = self.has_text or bool(part)
            shown = UNWANTED.sub(" ", html) if len(tidy) <= LONGEST_PAGE else ""
            say({"page": self.pages, "heading": line(heading)[:250], "text": part, "html": shown})

    def sheet(self, **said: Any) -> None:
        self.sheets += 1
        say({"sheet": {"number": self.sheets, **said}})

    def about(self, **facts: Any) -> None:
        """Dublin Core terms, as far as the file says them."""
        said = {name: line(str(value))[:LONGEST_FACT] for name, value in facts.items() if value}
        if kept := {name: value for name, value in said.items() if name in FACTS and value}:
            say({"about": kept})

    def note(self, key: str) -> None:
        say({"note": key})

    def preview(self, name: str, width: int, height: int) -> None:
        say({"preview": name, "width": width, "height": height})

    def end(self, reason: str = "no-text") -> None:
        read = self.has_text or self.sheets
        say({"end": "read"} if read else {"end": "nothing", "reason": reason})

    def end_refused(self, reason: str) -> None:
        say({"end": "refused", "reason": reason})


def say(what: dict[str, Any]) -> None:
    """At once: whoever waits keeps what was said before the process was ended."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def clean(text: str) -> str:
    """Words and line ends; no control characters, no runs of spaces."""
    tidy = SPACES.sub(" ", UNWANTED.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    return EMPTY_LINES.sub("\n\n", tidy).strip()


def line(text: str) -> str:
    return " ".join(clean(text).split())
