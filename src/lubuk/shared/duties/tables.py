"""Who has read what, as a table to take along: CSV and XLSX, harmless when opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from lubuk.foundation.items.models import Item
from lubuk.shared.duties.reckoning import Row, State
from lubuk.shared.duties.wording import said_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

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
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Must-read"))
    for line in [heads(), *table]:
        sheet.append([harmless(cell) for cell in line])
    out = io.BytesIO()
    book.save(out)
    return sent(out.getvalue(), f"{name}.xlsx", XLSX)


def harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def sent(content: str | bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
