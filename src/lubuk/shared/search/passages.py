"""The best passage of a text for a search, in the text's own words, with the found words marked.

What comes out is safe HTML: everything is escaped, and `<mark>` is the only tag.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from lubuk.shared.search.analysis import WORD, Language, Token, fold, term_of

LENGTH = 200  # characters: about two lines of a result
LEAD = 60  # characters that the passage may go back from the first found word to begin with its sentence
READ_AT_MOST = 200_000  # characters; a longer text is found as a whole but shown from its first part

SENTENCE_END = re.compile(r"(?:[.!?:;]\s+|\n\s*)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms that a search looks for, in each language's analysis, and the plain words of its phrases."""

    terms: Mapping[Language, frozenset[str]]
    words: frozenset[str] = frozenset()

    @property
    def every_term(self) -> frozenset[str]:
        return self.words.union(*self.terms.values())

    def says_more_than(self, found: frozenset[str], language: Language) -> bool:
        """Whether something is wanted that was not found."""
        return bool((self.terms.get(language, frozenset()) | self.words) - found)

    def find(self, text: str, language: Language) -> list[Token]:
        terms, words = self.terms.get(language, frozenset()), self.words
        found = []
        for match in WORD.finditer(text, 0, READ_AT_MOST):
            word = match.group()
            term = term_of(word, language)
            if term in terms or (words and (term := fold(word)) in words):
                found.append(Token(term, match.start(), match.end()))
        return found


NOTHING = Wanted({})


def mark(text: str, found: Iterable[Token], start: int = 0, end: int | None = None) -> SafeString:
    """The text from start to end, escaped, with the found words in `<mark>`; neighbours share one."""
    end = len(text) if end is None else end
    html, at = [], start
    for left, right in joined(text, [token for token in found if start <= token.start and token.end <= end]):
        html += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
        at = right
    html.append(escape(text[at:end]))
    return mark_safe("".join(html))  # noqa: S308 - every piece of the text is escaped above


def passage(text: str, found: list[Token], length: int = LENGTH) -> SafeString:
    """About `length` characters round the place where most of the wanted words stand together."""
    start = beginning(text, best_start(found, length))
    end = ending(text, start + length)
    before, after = "… " if start else "", " …" if text[end:].strip() else ""
    return mark_safe(f"{before}{mark(text, found, start, end)}{after}")  # noqa: S308 - mark() escapes


def best_start(found: list[Token], length: int) -> int:
    """Where the window with the most different terms begins; then the most occurrences."""
    best, start, left = (0, 0), 0, 0
    inside: dict[str, int] = {}
    for right, token in enumerate(found):
        inside[token.term] = inside.get(token.term, 0) + 1
        while token.end - found[left].start > length:
            leave(inside, found[left].term)
            left += 1
        worth = (len(inside), right - left)
        if worth > best or right == 0:
            best, start = worth, found[left].start
    return start


def leave(inside: dict[str, int], term: str) -> None:
    inside[term] -= 1
    if not inside[term]:
        del inside[term]


def beginning(text: str, at: int) -> int:
    """Back to the start of the sentence when it is near, else to the start of a word some way before."""
    earliest = max(0, at - LEAD)
    if earliest == 0:
        return 0
    ends = [found.end() for found in SENTENCE_END.finditer(text, earliest, at)]
    if ends:
        return ends[-1]
    space = text.find(" ", earliest, at)
    return space + 1 if space >= 0 else earliest


def ending(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - LEAD, at)
    return space if space > 0 else at


def joined(text: str, found: list[Token]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for token in found:
        if spans and text[spans[-1][1] : token.start].isspace():
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    return spans


def mark_beginnings(text: str, typed: list[str]) -> SafeString:
    """For suggestions: marks the letters with which a word of the text begins as typed."""
    begun = []
    for match in WORD.finditer(text):
        letters = max((len(part) for part in typed if fold(match.group()).startswith(part)), default=0)
        if letters:
            begun.append(Token("", match.start(), min(match.start() + letters, match.end())))
    return mark(text, begun)
