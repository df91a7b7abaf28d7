"""A table as it stands, row by row with the number that a spreadsheet shows: for rooms that take rows in.

`sheets` makes a table readable and findable instead, and tidies its cells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from lubuk.shared.attachments.extraction.archive import opened
from lubuk.shared.attachments.extraction.excel import refuse_definitions, said
from lubuk.shared.attachments.extraction.report import ROWS_FILE, UNWANTED, Refusal, Report
from lubuk.shared.attachments.extraction.sheets import MOST_COLUMNS
from lubuk.shared.attachments.extraction.texts import decoded

MOST_ROWS = 100_000
MOST_BYTES = 100 * 2**20
LONGEST_LINE = 10 * 2**20  # letters of one cell


def read_csv(path: Path, report: Report) -> None:
    csv.field_size_limit(LONGEST_LINE)
    text = decoded(path, MOST_BYTES)
    try:
        dialect: Any = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    keep(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter), report)


def read_excel(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        refuse_definitions(archive)
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size may be a lie
        keep(([said(cell) for cell in row] for row in sheet.values), report)


def keep(rows: Iterable[Sequence[str]], report: Report) -> None:
    count = 0
    with (report.folder / ROWS_FILE).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for number, row in enumerate(rows, start=1):
            cells = [UNWANTED.sub("", cell) for cell in row[:MOST_COLUMNS]]
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS + 1:
                raise Refusal("many")
            writer.writerow([number, *cells])
    if count:
        report.sheet(name="", columns=[], rows=[], row_count=count, csv=ROWS_FILE)
