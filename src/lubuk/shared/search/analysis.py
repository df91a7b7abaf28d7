"""Text to terms: cut into words, folded, without stop words, stemmed in the language of the text.

`passages` finds them again in the text with their offsets, so what is shown is the document's own words.
English and Indonesian have a Snowball stemmer; a text in any other language is matched by its plain words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import Stemmer

from lubuk.shared.search.stopwords import ENGLISH, INDONESIAN

type Language = Literal["en", "id", "xx"]

OTHER: Language = "xx"
LANGUAGES: tuple[Language, ...] = ("en", "id", OTHER)

STOP_WORDS: dict[Language, frozenset[str]] = {"en": ENGLISH, "id": INDONESIAN, OTHER: frozenset()}
ANY_STOP_WORD = frozenset[str]().union(*STOP_WORDS.values())
SNOWBALL: dict[Language, str] = {"en": "english", "id": "indonesian"}

WORD = re.compile(r"\w+(?:['’]\w+)*")
GUESS_FROM = 200  # words: a paragraph is enough to tell two languages apart by their function words
LONGEST_WORD = 64  # a longer run of letters is a key, a picture or an attack; nobody types it into a box


@dataclass(frozen=True, slots=True)
class Token:
    """A term and where its word stands in the text."""

    term: str
    start: int
    end: int


def language_of(code: str) -> Language:
    """The analysis for a language code such as "en", "id-ID" or "jv"."""
    base = code.lower().partition("-")[0]
    return next((language for language in SNOWBALL if language == base), OTHER)


def terms(text: str, language: Language) -> list[str]:
    """The terms of a text in reading order, stop words left out: what is written into the index."""
    return [term for word in WORD.findall(text) if (term := term_of(word, language))]


def words(text: str) -> list[str]:
    """Every word folded and nothing left out: for exact phrases, beginnings of words and spelling."""
    return [fold(word)[:LONGEST_WORD] for word in WORD.findall(text)]


# The words of a large library repeat, and Snowball costs most; full, this is about 30 MB.
@lru_cache(maxsize=200_000)
def term_of(word: str, language: Language) -> str:
    """The term of one word, or "" for a stop word."""
    folded = fold(word)[:LONGEST_WORD]
    if folded in STOP_WORDS[language]:
        return ""
    return stemmer(language).stemWord(folded) if language in SNOWBALL else folded


def fold(word: str) -> str:
    """Lower case without accents: "Café" and "cafe" meet; so do the two apostrophes."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def guess_language(text: str) -> Language:
    """The language of a text that doesn't say, by its stop words; `OTHER` when neither language shows."""
    sample = [fold(found.group()) for found, _ in zip(WORD.finditer(text), range(GUESS_FROM), strict=False)]
    counts = {language: count_in(sample, STOP_WORDS[language]) for language in SNOWBALL}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else OTHER


def count_in(sample: Iterable[str], known: frozenset[str]) -> int:
    return sum(word in known for word in sample)


@cache
def stemmer(language: Language) -> Stemmer.Stemmer:
    # PyStemmer's own cache is off: the one above also spares the folding.
    return Stemmer.Stemmer(SNOWBALL[language], 0)
