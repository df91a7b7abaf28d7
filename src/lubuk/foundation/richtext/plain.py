"""A text without its form: for search, summaries and counting. Takes what `sanitise` made."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from lubuk.foundation.richtext.anchors import Anchors

WORDS_A_MINUTE = 200  # silent reading of non-fiction on a screen, English and Indonesian alike
PASSAGE_WORDS = 200  # what the search measures its passages by

_BLOCK_EDGE = re.compile(
    r"</(?:p|h[234]|li|pre|tr|figcaption|blockquote|div|ul|ol|table)>"
    r"|<(?:br|hr|ul|ol|blockquote|pre|p|h[234]|table|figure)>|<div [^>]*>"
)
_CELL_END = re.compile(r"</t[dh]>")
_ALT = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"[ \t]*\n\s*")
_HEADING = re.compile(r"<h[234]>(.*?)</h[234]>", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


class Passage(NamedTuple):
    """`anchor` is the id that `display` gives the heading; both are empty before the first one."""

    heading: str
    anchor: str
    text: str


def to_text(html: str) -> str:
    """One line a block; cells and pictures' texts in their places."""
    text = _ALT.sub(r" \1 ", html) if "<img " in html else html
    text = _CELL_END.sub("  ", text)
    text = _TAG.sub("", _BLOCK_EDGE.sub("\n", text))
    return _BLANK.sub("\n", unescape(text)).strip()


def reading_minutes(html: str) -> int:
    """At least one."""
    return max(1, round(len(to_text(html).split()) / WORDS_A_MINUTE))


def passages(html: str, *, words: int = PASSAGE_WORDS) -> list[Passage]:
    """The text in order, in parts of at most about `words` words that never cross a heading."""
    found: list[Passage] = []
    for heading, anchor, part in sections(html):
        found += [Passage(heading, anchor, text) for text in text_parts(to_text(part).split("\n"), words)]
    return found


def sections(html: str) -> Iterator[tuple[str, str, str]]:
    """(heading, its anchor, HTML down to the next heading) in order; the first pair is empty."""
    anchors = Anchors()
    before, *rest = _HEADING.split(html)
    yield "", "", before
    for written, part in zip(rest[::2], rest[1::2], strict=True):
        heading = to_text(written)
        yield heading, anchors.give(heading), part


def text_parts(lines: list[str], words: int = PASSAGE_WORDS) -> Iterator[str]:
    """Whole lines as long as they fit, long lines by sentences, long sentences by words."""
    gathered: list[str] = []
    count = 0
    for piece in (piece for line in lines for piece in _pieces(line, words)):
        length = len(piece.split())
        if gathered and count + length > words:
            yield "\n".join(gathered)
            gathered, count = [], 0
        if length:
            gathered.append(piece)
            count += length
    if gathered:
        yield "\n".join(gathered)


def _pieces(line: str, words: int) -> list[str]:
    if len(line.split()) <= words:
        return [line]
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(line):
        cut = sentence.split()
        pieces += [" ".join(cut[start : start + words]) for start in range(0, len(cut), words)]
    return pieces
