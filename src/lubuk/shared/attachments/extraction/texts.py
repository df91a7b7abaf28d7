"""Plain text, Markdown, HTML and captions: by heading where there are headings. Scripts are not text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from lubuk.shared.attachments.extraction.report import MOST_LETTERS, Report

PAGE = 3_000  # letters: about what a printed page holds, where nothing else makes pages
HEADING = re.compile(r"^#{1,3}\s+(.+?)\s*#*$", re.M)
TIMING = re.compile(r"^(WEBVTT.*|NOTE.*|\d+|[\d:.]+ --> .*)$", re.M)
UNSEEN = {"script", "style", "template", "noscript", "svg", "math"}
BLOCKS = {"p", "div", "li", "tr", "br", "td", "th", "blockquote", "pre", "section", "article", "dt", "dd"}
HEADINGS = {"h1", "h2", "h3"}


def decoded(path: Path, most: int = MOST_LETTERS * 2) -> str:
    """UTF-8, UTF-16 with its mark, else as Windows wrote it in the West: every byte means something there."""
    data = path.read_bytes()[:most]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(path: Path, report: Report) -> None:
    in_pages(decoded(path), report)


def read_captions(path: Path, report: Report) -> None:
    in_pages(TIMING.sub("", decoded(path)), report)


def in_pages(text: str, report: Report) -> None:
    """Cut at the end of a line, so that no word is torn."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PAGE)
        end = len(text) if end < 0 or end - start > 4 * PAGE else end + 1
        report.page(text[start:end])
        start = end


def read_markdown(path: Path, report: Report) -> None:
    text = decoded(path)
    found = list(HEADING.finditer(text))
    if found and (title := found[0][1]):
        report.about(title=title)
    starts = [match.start() for match in found]
    before = text[: starts[0]] if starts else text
    if before.strip():
        in_pages(before, report)
    for match, end in zip(found, [*starts[1:], len(text)], strict=True):
        report.page(text[match.start() : end].lstrip("# "), match[1])


def read_html(path: Path, report: Report) -> None:
    parser = Words()
    parser.feed(decoded(path))
    parser.close()
    if parser.has_script:
        report.note("scripts")
    report.about(title=parser.title, language=parser.language)
    for heading, text in parser.pages():
        report.page(text, heading)


class Words(HTMLParser):
    """What a reader would see, cut at headings."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.language = ""
        self.has_script = False
        self.parts: list[tuple[str, list[str]]] = [("", [])]
        self.unseen = 0
        self.inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        self.has_script = self.has_script or tag == "script" or any(name.startswith("on") for name in said)
        if tag == "html":
            self.language = (said.get("lang") or "")[:10]
        self.unseen += tag in UNSEEN
        if tag in HEADINGS:
            self.parts.append(("", []))
        if tag in HEADINGS | {"title"}:
            self.inside = tag
        if tag in BLOCKS | HEADINGS:
            self.parts[-1][1].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN and self.unseen:
            self.unseen -= 1
        if tag == self.inside:
            self.inside = ""
        if tag in BLOCKS | HEADINGS:
            self.parts[-1][1].append("\n")

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.title += data
            return
        if self.unseen:
            return
        heading, said = self.parts[-1]
        if self.inside in HEADINGS:
            self.parts[-1] = (heading + data, said)
        said.append(data)

    def pages(self) -> list[tuple[str, str]]:
        joined = [(" ".join(heading.split()), "".join(said)) for heading, said in self.parts]
        return [(heading, text) for heading, text in joined if text.strip()]
