"""What of a model's text is shown: plain sentences that cite a passage and say what it says. The rest is dropped.

A text in a document may tell a model what to do, so nothing that comes back is trusted: a sentence with a link or a tag
is dropped whole, and what is left is text, never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lubuk.shared.search.analysis import Language, terms

MOST_SENTENCES = 6
SHARE = 0.5  # of a sentence's telling words, in what it cites
FEWEST = 2  # words that it shares with what it cites

NUMBERS = r"\[\s*\d+(?:\s*,\s*\d+)*\s*\]"
CITED = re.compile(NUMBERS)
CITED_BEHIND = re.compile(rf"([.!?…])((?:\s*{NUMBERS})+)")  # “… days. [1]” is meant as “… days [1].”
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
A_LINK = re.compile(r"[<>]|://|\bwww\.|\]\s*\(|\bmailto:|\bjavascript:", re.IGNORECASE)
FORM = re.compile(r"^\s*(?:[-*+#>]+|\d+[.)])\s+|[*_`#]+")
A_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Sentence:
    """`cites` are the numbers of passages, from 1."""

    text: str
    cites: tuple[int, ...]


def supported(said: str, passages: Sequence[Passage]) -> list[Sentence]:
    """The first MOST_SENTENCES that their passages bear out, in the order in which they were written."""
    return [one for one in sentences(said) if is_supported(one, passages)][:MOST_SENTENCES]


def sentences(said: str) -> Iterator[Sentence]:
    for part in SENTENCE.split(CITED_BEHIND.sub(r"\2\1", said)):
        cites = [int(number) for found in CITED.findall(part) for number in A_FIGURE.findall(found)]
        text = " ".join(FORM.sub("", CITED.sub("", part)).split())
        text = re.sub(r"\s+(?=[.,;:!?…])", "", text)
        if text.isprintable() and not A_LINK.search(part):
            yield Sentence(text, tuple(dict.fromkeys(cites)))


def is_supported(sentence: Sentence, passages: Sequence[Passage]) -> bool:
    if not sentence.cites or not all(1 <= number <= len(passages) for number in sentence.cites):
        return False
    cited = [passages[number - 1] for number in sentence.cites]
    figures = {figure for passage in cited for figure in A_FIGURE.findall(passage.text)}
    if not figures.issuperset(A_FIGURE.findall(sentence.text)):
        return False
    return any(says_the_same(sentence.text, passage) for passage in cited)


def says_the_same(text: str, passage: Passage) -> bool:
    said = set(terms(text, passage.language))
    shared = said.intersection(terms(passage.text, passage.language))
    return len(shared) >= max(FEWEST, len(said) * SHARE)
