"""Making the XLSX of a register, and sweeping it away."""

from __future__ import annotations

import re
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, BinaryIO

from django.core.files import File
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter import Workbook as Book

from lubuk.domains.registers.asking import Asked, read_asked
from lubuk.domains.registers.leaving import AT_A_TIME, TOO_LONG, Line, harmless, lines
from lubuk.domains.registers.models import Workbook
from lubuk.domains.registers.paging import find
from lubuk.domains.registers.permissions import can_take_workbook
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.refusal import Refused, require

KEPT_DAYS = 7  # long enough for a weekend and a holiday; a file nobody fetched is only a risk
LOST_AFTER = timedelta(hours=6)  # a worker that was killed comes back to no workbook
MOST_WAITING = 2  # of one person at a time: the worker serves everybody
MOST_ROWS = 1_048_575  # of a sheet, beside the names of the columns
MOST_LETTERS = 32_767  # of a cell
MOST_NAME = 31  # of a sheet's name
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Row by row into the file, and nothing that only looks like a formula, an address or a number becomes one.
AS_IT_IS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
# Excel counts 15 digits of a number; a longer one stays text, whole. A zero in front is no number either.
EXACT_NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,6})?$")


def ask_for_workbook(asked: Asked, *, by: Person) -> Workbook:
    """Queue it; the caller hands its number to the worker. Raises Refused and NotAllowed."""
    require(can_take_workbook(by))
    waiting = Workbook.objects.filter(person=by, finished_at=None, failed_at=None)
    if waiting.filter(asked_at__gt=timezone.now() - LOST_AFTER).count() >= MOST_WAITING:
        raise Refused(_("Two of yours are being made already. Ask again when one of them is ready."))
    return Workbook.objects.create(person=by, kind=asked.kind.key, query=asked.query())


def make_workbook(workbook: Workbook) -> None:
    """Write the file, with the rights that its asker has now. Whatever goes wrong is told to them and raised."""
    with ExitStack() as otherwise:
        otherwise.callback(Workbook.objects.filter(pk=workbook.pk).update, failed_at=timezone.now())
        with override(workbook.person.language), tempfile.TemporaryFile() as made:
            require(can_take_workbook(workbook.person))
            write(workbook, made)
            keep(workbook, made)
        otherwise.pop_all()


def write(workbook: Workbook, to: BinaryIO) -> None:
    kind = get(workbook.kind)
    if kind is None:
        raise Refused(_("This kind of page is not there any more."))
    asked, _wrong = read_asked(kind, QueryDict(workbook.query))
    total = find(asked, workbook.person).cells_of(asked).count()
    Workbook.objects.filter(pk=workbook.pk).update(total=total)
    with Book(to, AS_IT_IS) as book:
        sheet = book.add_worksheet(NOT_IN_NAMES.sub(" ", kind.plural)[:MOST_NAME])
        sheet.freeze_panes(1, 0)
        for number, cells in enumerate(lines(asked, workbook.person)):
            if number > MOST_ROWS:
                raise Refused(_("A sheet has room for a million rows. Filter the register first."))
            put(sheet, number, cells)
            if number % AT_A_TIME == 0:
                Workbook.objects.filter(pk=workbook.pk).update(done=number)


def put(sheet: Any, number: int, cells: Line) -> None:
    """Numbers as numbers where none of their digits is lost, all else as text, which no spreadsheet runs."""
    for place, cell in enumerate(cells):
        if EXACT_NUMBER.match(cell):
            sheet.write_number(number, place, float(cell) if "." in cell else int(cell))
        elif cell:
            sheet.write_string(number, place, told(cell))


def told(cell: str) -> str:
    text = NOT_IN_XML.sub("", harmless(cell))
    return text if len(text) <= MOST_LETTERS else TOO_LONG


def keep(workbook: Workbook, made: BinaryIO) -> None:
    workbook.size = made.tell()
    made.seek(0)
    workbook.file.save(f"{workbook.pk}.xlsx", File(made), save=False)
    workbook.finished_at = timezone.now()
    workbook.save(update_fields=["file", "size", "finished_at"])


def sweep_workbooks() -> int:
    """Delete what was asked for a week ago, with its file; returns how many."""
    old = Workbook.objects.filter(asked_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    swept = 0
    for workbook in old.iterator():
        if workbook.file:
            workbook.file.delete(save=False)
        workbook.delete()
        swept += 1
    return swept
