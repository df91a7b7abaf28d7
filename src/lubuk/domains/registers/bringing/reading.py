"""From a file to its rows. It is opened in the process that opens all foreign files (decision 0026)."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from django.utils.translation import gettext as _

from lubuk.domains.registers.bringing.matching import guess
from lubuk.domains.registers.models import Intake, IntakeRow
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.extraction.report import ROWS_FILE
from lubuk.shared.attachments.process import look_into
from lubuk.shared.attachments.reading import local
from lubuk.shared.attachments.words import REASONS

AT_ONCE = 500
FORMATS = ("csv", "xlsx")
LONGEST_CELL = 10 * 2**20  # letters


def read_rows(intake: Intake, kind: Kind) -> None:
    """The first row becomes the headings, the others rows that wait to be compared. Raises Refused."""
    if intake.file is None:
        raise Refused(_("The file isn't here any more. Bring it in again."))
    content = intake.file.content
    if content.format not in FORMATS:
        raise Refused(_("This is no table. Bring a CSV file, or an Excel workbook (XLSX)."))
    with local(content) as path, tempfile.TemporaryDirectory(prefix="lubuk-rows-") as folder:
        found = look_into(f"rows-{content.format}", path, Path(folder))
        if found.end == "refused" and found.reason:
            raise Refused(str(REASONS[found.reason]))
        if not found.sheets:
            raise Refused(_("There is nothing in this table."))
        keep(intake, kind, written_rows(Path(folder, ROWS_FILE)))


def written_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(newline="", encoding="utf-8") as file:
        for number, *cells in csv.reader(file):
            yield int(number), cells


def keep(intake: Intake, kind: Kind, rows: Iterator[tuple[int, list[str]]]) -> None:
    intake.rows.all().delete()
    _number, headings = next(rows)
    for some in batched(rows, AT_ONCE):
        IntakeRow.objects.bulk_create(
            IntakeRow(intake=intake, number=number, cells=cells[: len(headings)]) for number, cells in some
        )
    intake.headings = [heading.strip()[:200] for heading in headings]
    intake.matching = guess(kind, intake.headings)
    intake.total = intake.rows.count()
    if not intake.total:
        raise Refused(_("There is nothing in this table below its first row."))
    intake.save(update_fields=["headings", "matching", "total"])
