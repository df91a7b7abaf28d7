"""What of a search may be kept: its words folded, without what looks like a number of a person or an address of mail."""

from __future__ import annotations

import re

from lubuk.shared.search.analysis import fold
from lubuk.shared.search.query import PHRASE, Query, parse
from lubuk.shared.searchlog.models import MOST_LETTERS

LEFT_OUT = "…"
# Numbers of citizens, officials, taxpayers, telephones and accounts have nine figures and more, often in groups. The
# number of a page (GD-2026-0001) has eight.
PERSONAL_NUMBER = re.compile(r"\+?\d(?:[ .\-/()]{0,2}\d){8,}")
MAIL = re.compile(r"\S*@\S*")


def kept_words(text: str) -> str:
    """ "" when nothing remains. Operators are left out: `by:` has the name of a person."""
    query = parse(text)
    said = fold(" ".join([query.words, *query.values(PHRASE)])).replace("\x00", "")
    said = PERSONAL_NUMBER.sub(LEFT_OUT, MAIL.sub(LEFT_OUT, said))
    kept = " ".join(said.split())[:MOST_LETTERS].strip()
    return kept if kept.strip(f"{LEFT_OUT} ") else ""


def operators_of(query: Query) -> set[str]:
    return {chip.operator for chip in query.chips} - {PHRASE}
