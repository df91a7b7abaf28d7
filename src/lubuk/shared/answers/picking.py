"""The passage of a text that answers best: whole lines as they stand, long lines by whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lubuk.foundation.richtext.plain import sections, to_text
from lubuk.shared.answers.evidence import NO_TERMS, Evidence, Question, weigh
from lubuk.shared.search.analysis import Language
from lubuk.shared.search.passages import READ_AT_MOST

QUOTE_WORDS = 50  # of a quote: less than half of a phone
SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """Text without its form, a line a paragraph, and where it stands: `anchor` on the item's page, `page` in a file."""

    text: str
    heading: str = ""
    anchor: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a sentence; `joint` is what stands before it in the text."""

    joint: str
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class Picked:
    text: str
    block: Block
    evidence: Evidence


def blocks_of_body(question: Question, html: str) -> Iterator[Block]:
    """Those sections that may hold an answer: the others are not even read."""
    for heading, anchor, part in sections(html):
        if question.may_be_answered_in(f"{heading} {part}"):
            yield Block(to_text(part), heading, anchor)


def best(question: Question, language: Language, title: str, blocks: Iterable[Block]) -> Picked | None:
    """The first of the best, in the order of the text; None where nothing has enough of the words."""
    above = question.terms_in(title, language)
    picked = (one for block in blocks for one in openings(question, language, above, block))
    return max(picked, key=lambda one: one.evidence.worth, default=None)


def under_its_title(question: Question, language: Language, title: str, summary: str) -> Picked | None:
    """Where the title is the question itself, the summary is the answer, in whatever words."""
    above = question.terms_in(title, language)
    if not (summary and question.is_asked and len(question.said_in(above, language)) == question.telling):
        return None
    pieces = list(pieces_of(summary))
    text, said = joined(pieces[: end_of(pieces, 0)]), question.terms_in(summary, language)
    evidence = weigh(question, language, title=above, heading=NO_TERMS, pieces=[said])
    return Picked(text, Block(summary), evidence)


def openings(question: Question, language: Language, title: frozenset[str], block: Block) -> Iterator[Picked]:
    """Passages that begin where a word of the question stands, or under a heading that says one."""
    pieces = list(pieces_of(block.text[:READ_AT_MOST]))
    said = [question.terms_in(piece.text, language) for piece in pieces]
    heading = question.terms_in(block.heading, language)
    for start in range(len(pieces)):
        if said[start] or (heading and not start):
            end = end_of(pieces, start)
            evidence = weigh(question, language, title=title, heading=heading, pieces=said[start:end])
            if len(evidence.own) >= question.least_own:
                yield Picked(joined(pieces[start:end]), block, evidence)


def pieces_of(text: str) -> Iterator[Piece]:
    """Lines, and sentences of long lines."""
    for line in filter(None, text.split("\n")):
        joint, count = "\n", line.count(" ") + 1
        if count <= QUOTE_WORDS:
            yield Piece(joint, line, count)
            continue
        for sentence in SENTENCE.split(line):
            yield Piece(joint, sentence, sentence.count(" ") + 1)
            joint = " "


def end_of(pieces: list[Piece], start: int) -> int:
    """Behind the last piece that fits; the first belongs to it at any length."""
    end, words = start + 1, pieces[start].words
    while end < len(pieces) and (words := words + pieces[end].words) <= QUOTE_WORDS:
        end += 1
    return end


def joined(pieces: list[Piece]) -> str:
    first, *others = pieces
    if first.words > QUOTE_WORDS:
        return f"{' '.join(first.text.split(' ')[:QUOTE_WORDS])} …"
    return first.text + "".join(f"{piece.joint}{piece.text}" for piece in others)
