"""Questions that a folder answers: is a right document among the first five?

The folder is read as an import reads it, and asked as the search page asks, by words, meaning or both; no database is
needed. A file of questions is YAML: a list of `ask`, the words, and `paths`, any of which is right; a `sort` groups them
in what is told.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.sources.files import Files
from lubuk.domains.importing.sources.tree import FolderTree
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.search.engine import Document
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.site.bench.search import AUDIENCE, asking, quiet

LOOKED_AT = 5  # results: what is on a phone without scrolling
CANNOT = 2


@dataclass(frozen=True)
class Question:
    ask: str
    paths: tuple[str, ...]
    sort: str = ""


@dataclass(frozen=True)
class Answer:
    question: Question
    found: list[str]  # paths, the best first

    @property
    def place(self) -> int | None:
        """Of the first right document, from 1; None when none is among them."""
        places = (place for place, path in enumerate(self.found, 1) if path in self.question.paths)
        return next(places, None)


def run(folder: Path, file: Path, mode: str, cache: Path) -> int:
    """Print each question with its place. 0 when four of five are answered, 2 when it can't be measured."""
    try:
        questions = read(file)
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        sys.stderr.write(f"{file} is no list of questions: {error}\n")
        return CANNOT
    answers = list(answered(folder, questions, mode, cache))
    for answer in answers:
        print(f"{answer.place or '-':>3}  {answer.question.ask}")
    for sort in dict.fromkeys(question.sort for question in questions):
        tell([answer for answer in answers if answer.question.sort == sort], sort)
    right = sum(answer.place is not None for answer in answers)
    return int(right * 5 < len(answers) * 4)


def tell(answers: list[Answer], sort: str) -> None:
    first, right = (sum(bool(one.place and one.place <= most) for one in answers) for most in (1, LOOKED_AT))
    said = f"{sort}: " if sort else ""
    print(
        f"{said}of {len(answers)}, {right} have a right document in the first {LOOKED_AT}, {first} at the first place."
    )


def read(file: Path) -> list[Question]:
    return [
        Question(one["ask"], tuple(one["paths"]), one.get("sort", ""))
        for one in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def answered(folder: Path, questions: list[Question], mode: str, cache: Path) -> Iterator[Answer]:
    pages = [entry for entry in Files(FolderTree(folder)).entries() if isinstance(entry, Page)]
    documents = [document(number, page) for number, page in enumerate(pages)]
    with tempfile.TemporaryDirectory() as place:
        engine = TantivyEngine(Path(place) / "search")
        engine.rebuild(iter(documents), position="0", progress=quiet)
        asks = asking(mode, engine, documents, Path(place) / "search-meaning", cache)
        for question in questions:
            yield Answer(question, [pages[number].path for number in asks(question.ask, LOOKED_AT)])


def document(number: int, page: Page) -> Document:
    return Document(
        id=number,
        title=page.title,
        summary=page.summary,
        body=to_text(page.body),
        language=page.language or "",
        audience=AUDIENCE,
        changed=page.changed or page.created or date(2026, 1, 1),
    )
