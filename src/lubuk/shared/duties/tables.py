"""Who has read what, as a table to take along: CSV and XLSX, harmless when opened."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from lubuk.foundation.items.models import Item
from lubuk.shared.duties.reckoning import Row, State
from lubuk.shared.duties.wording import said_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Nothing that only looks like a formula or an address becomes one.
AS_IT_IS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip

type Cell = str | int | date | None


def lines(item: Item, rows: Iterable[Row]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            item.number, item.title, row.person.name, row.person.username, str(row.person.unit or ""), row.due,
            said_of(State(row.state)), row.number, day_of(row.at),
        ]  # fmt: skip


def heads() -> list[Cell]:
    return [
        _("Number"), _("Page"), _("Name"), _("User name"), _("Unit"), _("To be read by"), _("State"),
        _("Version read"), _("Read on"),
    ]  # fmt: skip


def day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def as_csv(table: Iterable[list[Cell]], name: str) -> HttpResponse:
    """The mark at the beginning tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([harmless(cell) for cell in line] for line in [heads(), *table])
    return sent("\ufeff" + out.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def as_xlsx(table: Iterable[list[Cell]], name: str) -> HttpResponse:
    out = io.BytesIO()
    with Workbook(out, AS_IT_IS) as book:
        sheet = book.add_worksheet(_("Must-read"))
        for number, line in enumerate([heads(), *table]):
            sheet.write_row(number, 0, [harmless(cell) for cell in line])
    return sent(out.getvalue(), f"{name}.xlsx", XLSX)


def harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = NOT_IN_XML.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def sent(content: str | bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
