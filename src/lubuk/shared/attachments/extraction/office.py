"""Word and PowerPoint, and their OpenDocument kin: by heading and by slide."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from lubuk.shared.attachments.extraction.archive import Mark, facts, marks, opened
from lubuk.shared.attachments.extraction.chapters import Chapters
from lubuk.shared.attachments.extraction.report import Report
from lubuk.shared.attachments.extraction.thumbnails import keep_thumbnail

SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
HEADING = re.compile(r"(heading|title|judul)\s*([1-9])?$", re.I)
TITLES = {"title", "ctrTitle"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}

type Doings = dict[str, Callable[[], None]]


def read_word(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_about(archive, report)
        keep_thumbnail(archive, report)
        chapters = Chapters(report)
        take_word(marks(archive, "word/document.xml"), chapters)
        chapters.tell()


def take_word(found: Iterable[Mark], chapters: Chapters) -> None:
    """ECMA-376 part 1, § 17.3 and § 17.4."""
    begins, ends = table_of(chapters, "tbl", "tr", "tc")
    text, rank, is_point, inside = "", 0, False, ""
    for mark in found:
        if mark.event == "text":
            text += mark.text if inside == "t" else ""
        elif mark.event == "start":
            inside = mark.name
            text += BREAKS.get(mark.name, "")
            begins.get(mark.name, nothing)()
            is_point = is_point or mark.name == "numPr"
            chapters.has_head = chapters.has_head or mark.name == "tblHeader"
            rank = rank or (rank_of(mark.attributes.get("val", "")) if mark.name == "pStyle" else 0)
        else:
            inside = ""
            if mark.name == "p":
                chapters.paragraph(text, rank=rank, is_point=is_point)
                text, rank, is_point = "", 0, False
            ends.get(mark.name, nothing)()


def table_of(chapters: Chapters, table: str, row: str, cell: str) -> tuple[Doings, Doings]:
    """What to do where an element of this name begins, and where it ends."""
    begins = {table: chapters.begin_table, row: chapters.begin_row, cell: chapters.begin_cell}
    return begins, {table: chapters.end_table, cell: chapters.end_cell}


def nothing() -> None:
    pass


def rank_of(style: str) -> int:
    found = HEADING.match(style)
    return int(found[2] or 1) if found else 0


def read_slides(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_about(archive, report)
        keep_thumbnail(archive, report)
        numbers = sorted(int(found[1]) for name in archive.namelist() if (found := SLIDE.fullmatch(name)))
        report.about(extent=len(numbers))
        for number in numbers:
            slide = Slide()
            slide.take(marks(archive, f"ppt/slides/slide{number}.xml"))
            slide.take(marks(archive, f"ppt/notesSlides/notesSlide{number}.xml"), is_note=True)
            slide.tell(report)


class Slide:
    """The lines of one slide: first its title, which is what stands in that placeholder, else its first line."""

    def __init__(self) -> None:
        self.has_title = False
        self.lines: list[str] = []
        self.notes: list[str] = []

    def add(self, line: str, *, is_title: bool = False, is_note: bool = False) -> None:
        said = line.strip()
        if said and is_title and not self.has_title:
            self.has_title = True
            self.lines.insert(0, said)
        elif said:
            (self.notes if is_note else self.lines).append(said)

    def take(self, found: Iterable[Mark], *, is_note: bool = False) -> None:
        """ECMA-376 part 1, § 19.3.1 and § 21.1.2."""
        text, inside, is_title = "", "", False
        for mark in found:
            if mark.event == "text":
                text += mark.text if inside == "t" else ""
            elif mark.event == "start":
                inside = mark.name
                text += BREAKS.get(mark.name, "")
                if mark.name == "sp":
                    is_title = False
                elif mark.name == "ph":
                    is_title = mark.attributes.get("type") in TITLES
            else:
                inside = ""
                if mark.name == "p":
                    self.add(text, is_title=is_title and not is_note, is_note=is_note)
                    text = ""

    def tell(self, report: Report) -> None:
        """Also one without a word: pages are numbered as slides are."""
        chapter = Chapters(report)
        chapter.words = self.lines[:1]
        chapter.heading = "".join(self.lines[:1])
        for line in self.lines[1:]:
            chapter.paragraph(line, is_point=True)
        for note in self.notes:
            chapter.write("blockquote", note)
            chapter.words.append(note)
        chapter.tell(although_empty=True)


def tell_about(archive: zipfile.ZipFile, report: Report) -> None:
    """ECMA-376 part 2, core properties."""
    said = facts(archive, "docProps/core.xml")
    report.about(
        title=said.get("title"), creator=said.get("creator"), subject=said.get("keywords"),
        description=said.get("description"), date=said.get("created", "")[:10], language=said.get("language"),
    )  # fmt: skip


def read_open_text(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_open(archive, report)
        keep_thumbnail(archive, report)
        chapters = Chapters(report)
        take_open_text(marks(archive, "content.xml"), chapters)
        chapters.tell()


def take_open_text(found: Iterable[Mark], chapters: Chapters) -> None:
    """OpenDocument 1.3 part 3, § 5.1: `text:p` and `text:h`, which may hold further elements; § 5.3 and § 9.1."""
    begins, ends = table_of(chapters, "table", "table-row", "table-cell")
    text, depth, lists, rank = "", 0, 0, 0
    for mark in found:
        if mark.event == "text":
            text += mark.text if depth else ""
        elif mark.event == "start":
            depth += mark.name in {"p", "h"}
            lists += mark.name == "list"
            text += BREAKS.get(mark.name, "") if depth else ""
            begins.get(mark.name, nothing)()
            chapters.has_head = chapters.has_head or mark.name == "table-header-rows"
            if mark.name == "h" and depth == 1:
                rank = int(mark.attributes.get("outline-level", "1")[:1])
        elif mark.name in {"p", "h"}:
            depth -= 1
            if not depth:
                chapters.paragraph(text, rank=rank, is_point=bool(lists))
                text, rank = "", 0
        else:
            lists -= mark.name == "list"
            ends.get(mark.name, nothing)()


def read_open_slides(path: Path, report: Report) -> None:
    """OpenDocument 1.3 part 3, § 10.2; a frame of the class “title” holds the slide's."""
    with opened(path, report) as archive:
        tell_open(archive, report)
        keep_thumbnail(archive, report)
        slide, text, depth, is_title, notes = Slide(), "", 0, False, 0
        for mark in marks(archive, "content.xml"):
            if mark.event == "text":
                text += mark.text if depth else ""
            elif mark.event == "start":
                depth += mark.name in {"p", "h"}
                notes += mark.name == "notes"
                if mark.name == "frame":
                    is_title = mark.attributes.get("class") == "title"
            elif mark.name in {"p", "h"}:
                depth -= 1
                slide.add(text, is_title=is_title and not notes, is_note=bool(notes))
                text = ""
            elif mark.name == "page":
                slide.tell(report)
                slide = Slide()
            else:
                notes -= mark.name == "notes"


def tell_open(archive: zipfile.ZipFile, report: Report) -> None:
    said = facts(archive, "meta.xml")
    report.about(
        title=said.get("title"), creator=said.get("creator") or said.get("initial-creator"),
        subject=said.get("keyword"), description=said.get("description"),
        date=(said.get("creation-date") or said.get("date", ""))[:10], language=said.get("language"),
    )  # fmt: skip
