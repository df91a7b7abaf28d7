"""What an item's meaning is made of: parts of some 200 words, each with the heading or the page it stands under.

A part is read by the model together with the title and its heading. It is known by the digest of all three: who cuts
the same text again finds the same parts, so nothing is embedded twice and no text is kept a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from lubuk.foundation.richtext.plain import passages, text_parts

MOST_PARTS = 2_000  # of one item: some 800 printed pages
LONGEST_PART = 4_000  # letters: a "word" can be a page long, and no model reads more than this
LONGEST_TITLE = 300


@dataclass(frozen=True)
class Part:
    """`anchor` is the id of its heading on the item's page; `content` and `page` say where in a file it stands."""

    title: str
    text: str
    heading: str = ""
    anchor: str = ""
    content: int = 0
    page: int = 0

    @cached_property
    def said(self) -> str:
        """What the model reads."""
        lines = [self.title[:LONGEST_TITLE], self.heading[:LONGEST_TITLE], self.text[:LONGEST_PART]]
        told = [line for line in lines[:2] if line and not self.text.startswith(line)]
        return "\n".join([*told, lines[2]]).replace("\0", " ")

    @cached_property
    def digest(self) -> bytes:
        return sha256(self.said.encode(errors="replace")).digest()


def parts_of_text(title: str, text: str) -> Iterator[Part]:
    """Of plain text, one line a block."""
    for part in text_parts(text.split("\n")):
        yield Part(title, part)


def parts_of_html(title: str, html: str) -> Iterator[Part]:
    for passage in passages(html):
        yield Part(title, passage.text, passage.heading, passage.anchor)


def parts_of_page(title: str, content: int, page: int, heading: str, text: str) -> Iterator[Part]:
    for part in text_parts(text.split("\n")):
        yield Part(title, part, heading, content=content, page=page)


def first_parts(parts: Iterable[Part]) -> list[Part]:
    """Each once, at most MOST_PARTS."""
    once: dict[bytes, Part] = {}
    for part in parts:
        once.setdefault(part.digest, part)
        if len(once) == MOST_PARTS:
            break
    return list(once.values())
