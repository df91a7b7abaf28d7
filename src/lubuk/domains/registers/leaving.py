"""A register as rows of a spreadsheet: the same in every language, harmless when opened, lossless when read back.

The first row has the names of the columns, not their labels; each cell says its value as its type's `to_plain` does
(docs/packs.md). `number` and `revision` come first: the row, and the text of it that was taken along.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from lubuk.domains.registers.asking import Asked
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.paging import Place, find, page_of
from lubuk.domains.registers.rows import Row, rows_of
from lubuk.domains.registers.showing import names_in
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.field_types.naming import Names

AT_A_TIME = 1_000
ALWAYS = ("number", "revision")
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "'",
)  # what a spreadsheet runs instead of showing, and our own mark
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?$")
MARK = "'"
TOO_LONG = (
    "[…]"  # what stands in a workbook for a text that has no room in a cell; read back it changes nothing
)

type Line = list[str]


def lines(asked: Asked, reader: Reader) -> Iterator[Line]:
    """The names of the columns, then each row that the reader may see, in the order that is asked. A few at a time, each
    read with the rights of its moment."""
    columns = [column for column in asked.columns if column.name not in ALWAYS]
    yield [*ALWAYS, *(column.name for column in columns)]
    shown = {column.name for column in columns}
    after: Place | None = None
    while True:
        page = page_of(asked, find(asked, reader), after, AT_A_TIME)
        rows = rows_of(asked.kind, page.ids, shown)
        names = names_in(asked.kind, rows, columns, reader)
        for row in rows:
            yield line(row, columns, names)
        if page.after is None:
            return
        after = page.after


def line(row: Row, columns: list[Column], names: Names) -> Line:
    return [row.number, f"{row.version}.{row.revision}", *(plain(row, column, names) for column in columns)]


def plain(row: Row, column: Column, names: Names) -> str:
    value = row.values.get(column.name)
    return "" if value is None else column.type.to_plain(value, column.definition, names)


def harmless(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would run. `as_written` takes it away again."""
    return f"{MARK}{cell}" if cell.startswith(FORMULA) and not PLAIN_NUMBER.match(cell) else cell


def as_written(cell: str) -> str:
    return cell.removeprefix(MARK)


def as_csv(asked: Asked, reader: Reader) -> Iterator[str]:
    """Some rows at a time. The mark at the beginning tells spreadsheets that it is UTF-8."""
    yield "\ufeff"
    out = io.StringIO()
    writer = csv.writer(out)
    for number, cells in enumerate(lines(asked, reader), start=1):
        writer.writerow([harmless(cell) for cell in cells])
        if number % AT_A_TIME == 0:
            yield taken(out)
    yield taken(out)


def taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
