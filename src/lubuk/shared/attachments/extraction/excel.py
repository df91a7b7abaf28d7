"""Excel workbooks, row by row; their macros are never run, their formulas never worked out."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import load_workbook

from lubuk.shared.attachments.extraction.archive import opened, parser_into
from lubuk.shared.attachments.extraction.office import tell_about
from lubuk.shared.attachments.extraction.report import Report
from lubuk.shared.attachments.extraction.sheets import MOST_SHEETS, keep
from lubuk.shared.attachments.extraction.thumbnails import keep_thumbnail


def read(path: Path, report: Report) -> None:
    with opened(path, report) as archive:
        tell_about(archive, report)
        keep_thumbnail(archive, report)
        refuse_definitions(archive)
    with path.open("rb") as file:
        read_book(file, report)


def read_book(file: BinaryIO, report: Report) -> None:
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets[:MOST_SHEETS]:
        sheet.reset_dimensions()  # what a file says of its size may be a lie
        keep(sheet.title, ([said(cell) for cell in row] for row in sheet.values), report)
    report.about(extent=len(book.worksheets))


def refuse_definitions(archive: zipfile.ZipFile) -> None:
    """Before openpyxl builds the trees that a type definition makes grow. One stands before everything else."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as stream:
                parser_into([]).Parse(stream.read(65_536), False)


def said(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat(" ")[:16]
    if isinstance(cell, float) and cell == int(cell) and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
