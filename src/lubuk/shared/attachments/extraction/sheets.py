"""Tables: each sheet's columns and first rows, all of it as CSV, its words as a page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from lubuk.shared.attachments.extraction.archive import marks, opened
from lubuk.shared.attachments.extraction.columns import LONGEST_CELL, Column
from lubuk.shared.attachments.extraction.office import tell_open
from lubuk.shared.attachments.extraction.report import Report, line
from lubuk.shared.attachments.extraction.texts import decoded
from lubuk.shared.attachments.extraction.thumbnails import keep_thumbnail

MOST_SHEETS = 50
MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
SHOWN_ROWS = 200
MOST_WORDS = 400_000  # letters of a sheet that can be searched; the rest is figures, mostly

type Row = Sequence[str]


def read_csv(path: Path, report: Report) -> None:
    text = decoded(path)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    keep("", csv.reader(text.splitlines(), dialect), report)


def read_open_sheet(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_open(archive, report)
        keep_thumbnail(archive, report)
        rows: list[Row] = []
        row, text, times = list[str](), "", 1
        name = ""
        for mark in marks(archive, "content.xml"):
            if mark.event == "text":
                text += mark.text
            elif mark.event == "start":
                name = mark.attributes.get("name", "") if mark.name == "table" else name
                if mark.name in {"table-cell", "covered-table-cell"}:
                    text, times = "", repeated(mark.attributes.get("number-columns-repeated", "1"))
            elif mark.name in {"table-cell", "covered-table-cell"}:
                row += [text.strip()] * (times if text.strip() or len(row) + times <= MOST_COLUMNS else 0)
                text = ""
            elif mark.name == "table-row":
                rows.append(row)
                row = []
            elif mark.name == "table":
                keep(name, rows, report)
                rows = []


def repeated(times: str) -> int:
    """A file may say that a cell stands there sixteen thousand times; we believe some."""
    return min(int(times), MOST_COLUMNS) if times.isdecimal() else 1


def keep(name: str, rows: Iterable[Row], report: Report) -> None:
    """One pass: the table is never in memory as a whole."""
    if report.sheets >= MOST_SHEETS:
        return
    filled = (cells for row in islice(rows, MOST_ROWS) if any(cells := [line(c) for c in row[:MOST_COLUMNS]]))
    head = next(filled, None)
    if head is None:
        return
    columns, shown, words, count = [Column(cell) for cell in head], list[Row](), Words(head), 0
    path = report.folder / f"sheet-{report.sheets + 1}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in chain([head], filled):
            writer.writerow([defused(cell) for cell in (*row, *[""] * (len(head) - len(row)))])
            if row is head:
                continue
            count += 1
            learn(columns, row)
            words.take(row)
            if len(shown) < SHOWN_ROWS:
                shown.append([cell[:LONGEST_CELL] for cell in row])
    report.sheet(
        name=line(name)[:250], columns=[column.told() for column in columns], rows=shown,
        row_count=count, csv=path.name,
    )  # fmt: skip
    report.page(words.text, name)


def learn(columns: list[Column], row: Row) -> None:
    while len(columns) < len(row):
        columns.append(Column(""))
    for column, cell in zip(columns, chain(row, [""] * (len(columns) - len(row))), strict=False):
        column.take(cell)


def defused(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula when the CSV is opened gets a mark before it."""
    is_number = cell[:1] in "+-" and cell[1:].replace(".", "").replace(",", "").isdigit()
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") and cell and not is_number else cell


class Words:
    """The words of a table, each row a line, until there are enough."""

    def __init__(self, head: Row) -> None:
        self.lines = [" · ".join(filter(None, head))]
        self.letters = 0

    def take(self, row: Row) -> None:
        if self.letters < MOST_WORDS:
            self.lines.append(" · ".join(filter(None, row)))
            self.letters += len(self.lines[-1])

    @property
    def text(self) -> str:
        return "\n".join(self.lines)
