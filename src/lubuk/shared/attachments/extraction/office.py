"""Word and PowerPoint, and their OpenDocument kin: text by heading and by slide."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lubuk.shared.attachments.extraction.archive import Mark, facts, marks, opened
from lubuk.shared.attachments.extraction.report import Report

SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
HEADING = re.compile(r"(heading|title|judul)\s*[1-3]?$", re.I)
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}


def read_word(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_about(archive, report)
        by_heading(word_paragraphs(archive), report)


def word_paragraphs(archive: zipfile.ZipFile) -> Iterator[tuple[str, bool]]:
    """Each paragraph, and whether it is a heading."""
    text, heading, inside = "", False, ""
    for mark in marks(archive, "word/document.xml"):
        if mark.event == "text":
            text += mark.text if inside == "t" else ""
        elif mark.event == "start":
            inside = mark.name
            text += BREAKS.get(mark.name, "")
            heading = heading or (mark.name == "pStyle" and is_heading(mark.attributes.get("val", "")))
        else:
            inside = ""
            if mark.name == "p":
                yield text, heading
                text, heading = "", False


def is_heading(style: str) -> bool:
    return bool(HEADING.match(style))


def by_heading(paragraphs: Iterable[tuple[str, bool]], report: Report) -> None:
    """A page for each heading: Word knows its pages only when it prints them."""
    title, said = "", list[str]()
    for text, heading in paragraphs:
        if heading and text.strip():
            if said:
                report.page("\n".join(said), title)
            title, said = text, [text]
        elif text.strip():
            said.append(text)
    if said:
        report.page("\n".join(said), title)


def read_slides(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_about(archive, report)
        numbers = sorted(int(found[1]) for name in archive.namelist() if (found := SLIDE.fullmatch(name)))
        report.about(extent=len(numbers))
        for number in numbers:
            lines = slide_lines(marks(archive, f"ppt/slides/slide{number}.xml"))
            notes = slide_lines(marks(archive, f"ppt/notesSlides/notesSlide{number}.xml"))
            report.page("\n".join([*lines, *notes]), lines[0] if lines else "")


def slide_lines(found: Iterable[Mark]) -> list[str]:
    lines, text, inside = list[str](), "", ""
    for mark in found:
        if mark.event == "text":
            text += mark.text if inside == "t" else ""
        elif mark.event == "start":
            inside = mark.name
            text += BREAKS.get(mark.name, "")
        else:
            inside = ""
            if mark.name == "p" and text.strip():
                lines.append(text.strip())
            text = "" if mark.name == "p" else text
    return lines


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
        by_heading(open_paragraphs(archive), report)


def open_paragraphs(archive: zipfile.ZipFile) -> Iterator[tuple[str, bool]]:
    """OpenDocument 1.3 part 3, § 5.1: `text:p` and `text:h`, which may hold further elements."""
    text, depth = "", 0
    for mark in marks(archive, "content.xml"):
        if mark.event == "text":
            text += mark.text if depth else ""
        elif mark.event == "start":
            depth += mark.name in {"p", "h"}
            text += BREAKS.get(mark.name, "") if depth else ""
        elif mark.name in {"p", "h"}:
            depth -= 1
            if not depth:
                yield text, mark.name == "h"
                text = ""


def read_open_slides(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_open(archive, report)
        lines, text, depth = list[str](), "", 0
        for mark in marks(archive, "content.xml"):
            if mark.event == "text":
                text += mark.text if depth else ""
            elif mark.event == "start":
                depth += mark.name in {"p", "h"}
            elif mark.name in {"p", "h"}:
                depth -= 1
                lines, text = [*lines, text.strip()], ""
            elif mark.name == "page":
                said = [line for line in lines if line]
                report.page("\n".join(said), said[0] if said else "")
                lines = []


def tell_open(archive: zipfile.ZipFile, report: Report) -> None:
    said = facts(archive, "meta.xml")
    report.about(
        title=said.get("title"), creator=said.get("creator") or said.get("initial-creator"),
        subject=said.get("keyword"), description=said.get("description"),
        date=(said.get("creation-date") or said.get("date", ""))[:10], language=said.get("language"),
    )  # fmt: skip
