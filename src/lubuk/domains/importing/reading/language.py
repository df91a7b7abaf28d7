"""Guesses the language of a text from its most frequent words. Says nothing where it is not sure."""

import re

ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not",
    "are", "this", "have", "from", "or", "which", "you", "an", "they", "at", "were", "there", "been", "has",
    "their", "will", "if", "your", "can", "would", "about", "who", "what", "when", "all", "may", "must",
    "should", "we", "our"
})  # fmt: skip  # fmt: skip
INDONESIAN = frozenset({
    "yang", "dan", "di", "dalam", "untuk", "dengan", "ini", "dari", "pada", "adalah", "itu", "tidak",
    "atau", "ke", "sebagai", "oleh", "dapat", "akan", "telah", "bahwa", "juga", "tersebut", "ada", "karena",
    "kepada", "tentang", "serta", "secara", "pasal", "ayat", "tahun", "lebih", "kami", "kita", "anda",
    "para", "antara", "bagi", "harus", "setiap"
})  # fmt: skip  # fmt: skip
LOOKED_AT = 3_000  # words; more would change no answer and cost a second on a long law
# A tenth of what running text has in either language: under it is a table, a list or another language.
LEAST_SHARE = 0.04

_WORD = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str | None:
    """ "en", "id" or None."""
    words = [match[0].lower() for match, _place in zip(_WORD.finditer(text), range(LOOKED_AT), strict=False)]
    english = sum(word in ENGLISH for word in words)
    indonesian = sum(word in INDONESIAN for word in words)
    if max(english, indonesian) < max(2, LEAST_SHARE * len(words)) or english == indonesian:
        return None
    return "en" if english > indonesian else "id"
