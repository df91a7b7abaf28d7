"""The table of synonyms as CSV, out and in: `direction,words`, with semicolons between the words of a group."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from lubuk.foundation.refusal import Refused
from lubuk.shared.search.models import Direction, Synonym
from lubuk.shared.search.synonyms import BETWEEN, MOST_GROUPS, ways

HEAD = ["direction", "words"]
MOST_BYTES = 500_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing


def as_csv(groups: Iterable[Synonym]) -> str:
    """Begins with the mark that tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for group in groups:
        text = str(group)
        writer.writerow([group.direction, f"'{text}" if text.startswith(FORMULA) else text])
    return "\ufeff" + out.getvalue()


def read_csv(content: bytes) -> list[tuple[str, list[str]]]:
    """Direction and words of each line. Raises Refused, which names the line."""
    try:
        rows = list(csv.reader(io.StringIO(text_of(content), newline="")))
    except csv.Error:
        raise Refused(_("This is no CSV in UTF-8. Save it from the spreadsheet as “CSV UTF-8”.")) from None
    if not rows or [cell.strip().lower() for cell in rows[0][:2]] != HEAD:
        raise Refused(_("The first line must be: direction,words"))
    if len(rows) > MOST_GROUPS + 1:
        raise Refused(_("The table would be too long. Bring at most 2,000 groups in all."))
    return [group_of(number, row) for number, row in enumerate(rows[1:], 2) if any(row)]


def text_of(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is too large. A table of 2,000 groups has less than 500 kB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("This is no CSV in UTF-8. Save it from the spreadsheet as “CSV UTF-8”.")) from None
    if "\0" in text:
        raise Refused(_("This is no CSV in UTF-8. Save it from the spreadsheet as “CSV UTF-8”."))
    return text


def group_of(number: int, row: list[str]) -> tuple[str, list[str]]:
    direction = row[0].strip().lower()
    if direction not in Direction.values or len(row) < 2:
        raise Refused(
            _("Line %(number)s: write “both” or “one” in the first column, and the words in the second.")
            % {"number": number}
        )
    try:
        return direction, ways(BETWEEN.join(row[1:]).lstrip("'"))
    except Refused as refused:
        raise Refused(_("Line %(number)s: %(problem)s") % {"number": number, "problem": refused}) from None
