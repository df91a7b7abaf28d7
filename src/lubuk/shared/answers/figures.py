"""The figures of a text with what they count, so that those of two texts can be compared: 15 minutes, Rp 40 million."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from lubuk.shared.search.analysis import Language, fold, term_of

MONEY, PER_CENT, CLOCK = "money", "per cent", "clock"
FIGURE = re.compile(
    r"(?P<money>\bRp\.?\s?|\bIDR\s?|[$€£]\s?)?(?<![\w.,/-])(?P<number>\d+(?:[.,:]\d+)*)(?![\w/])"
    r"(?:\s(?P<scale>thousand|million|billion|ribu|juta|miliar|triliun)\b)?(?:\s?(?P<unit>%|[^\W\d_]+))?",
    re.IGNORECASE,
)
SCALES = {
    "thousand": 3, "ribu": 3, "million": 6, "juta": 6, "billion": 9, "miliar": 9, "triliun": 12,
}  # fmt: skip
TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
YEAR = re.compile(r"(19|20)\d\d")

# What people count everywhere, in Indonesian -> the term in English.
SAME = {
    "menit": "minut", "jam": "hour", "hari": "day", "minggu": "week", "pekan": "week", "bulan": "month",
    "tahun": "year", "kali": "time", "rupiah": MONEY, "persen": PER_CENT, "percent": PER_CENT, "%": PER_CENT,
}  # fmt: skip

type Figures = dict[str, dict[Decimal, str]]  # by what is counted: the amount, and the words that say it


def figures_in(text: str, language: Language) -> Figures:
    """A figure that counts nothing (a year, a number of a paragraph) is left out."""
    found: Figures = defaultdict(dict)
    for match in FIGURE.finditer(text):
        if counted := measure(match, language):
            found[counted].setdefault(amount(match, language), said(match, counted))
    return dict(found)


def measure(match: re.Match[str], language: Language) -> str:
    if match["money"]:
        return MONEY
    unit = fold(match["unit"] or "")
    term = SAME.get(unit) or (term_of(unit, language) if unit else "")
    if term:
        return "" if YEAR.fullmatch(match["number"]) else SAME.get(term, term)
    return CLOCK if TIME.fullmatch(match["number"]) else ""


def amount(match: re.Match[str], language: Language) -> Decimal:
    number = match["number"].replace(":", ".")
    if not TIME.fullmatch(number) or match["money"]:
        thousands, point = (".", ",") if language == "id" else (",", ".")
        whole, _, part = number.replace(thousands, "").partition(point)
        number = f"{whole}.{part.replace(point, '')}"
    scale = SCALES.get((match["scale"] or "").lower(), 0)
    return Decimal(number).scaleb(scale).normalize()


def said(match: re.Match[str], counted: str) -> str:
    """As it stands; a time of the day without the word behind it."""
    end = match.end("number") if counted == CLOCK else match.end()
    if counted == MONEY and match["money"]:
        end = match.end("scale") if match["scale"] else match.end("number")
    return " ".join(match.string[match.start() : end].split())
