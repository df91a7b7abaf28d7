"""The schedule as a table that people take away, change in a spreadsheet, and bring back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lubuk.foundation.refusal import Refused
from lubuk.shared.retention.actions.scheduling import refuse_nonsense
from lubuk.shared.retention.models import RetentionClass

MOST_BYTES = 2**20
MOST_ROWS = 5000  # the longest national schedules have some 3,000 lines
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing
NAMES = [f"name_{code}" for code, _language in settings.LANGUAGES]
COLUMNS = ["code", *NAMES, "active_years", "inactive_years", "counted_from", "in_the_end", "legal_basis"]


@dataclass(frozen=True)
class Row:
    """A line of the table that was brought in."""

    line: int
    code: str
    values: dict[str, Any]  # as `set_class` takes them
    problem: str = ""
    change: str = ""  # "new", "changed" or nothing


def written(classes: Iterable[RetentionClass]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for named in classes:
        names = [named.labels.get(code, "") for code, _language in settings.LANGUAGES]
        row = [
            named.code,
            *names,
            named.active_years,
            named.inactive_years,
            named.trigger,
            named.final_act,
            named.legal_basis,
        ]
        writer.writerow([safe(str(cell)) for cell in row])
    return "\ufeff" + out.getvalue()


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def read(data: bytes) -> list[Row]:
    """Each line, with what is wrong with it or what it would change.

    Raises ValidationError for what is no such table.
    """
    text = decoded(data)
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        lines = list(reader)
    except csv.Error as error:
        raise ValidationError(_("This is not a table (CSV). Save it from the spreadsheet as CSV.")) from error
    lacking = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if lacking:
        raise ValidationError(
            _("The table lacks these columns: %(columns)s.") % {"columns": ", ".join(lacking)}
        )
    if not lines or len(lines) > MOST_ROWS:
        raise ValidationError(_("The table should have 1 to %(most)s lines.") % {"most": MOST_ROWS})
    known = {named.code: named for named in RetentionClass.objects.all()}
    rows = [row_of(number, cells, known) for number, cells in enumerate(lines, start=2)]
    return marked_doubles(rows)


def decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB. A schedule is a short table."))
    try:
        return data.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not UTF-8. Save it as “CSV UTF-8”.")) from error


def row_of(line: int, cells: dict[str, Any], known: dict[str, RetentionClass]) -> Row:
    said = {name: " ".join(str(cells.get(name) or "").lstrip("'").split()) for name in COLUMNS}
    try:
        values = values_of(said)
        refuse_nonsense(
            said["code"], values["labels"], values["active_years"], values["inactive_years"],
            values["trigger"], values["final_act"], values["legal_basis"],
        )  # fmt: skip
    except ValueError:
        return Row(line, said["code"], {}, _("Write the years as whole numbers."))
    except Refused as refused:
        return Row(line, said["code"], {}, str(refused))
    there = known.get(said["code"])
    if there is None:
        return Row(line, said["code"], values, change="new")
    same = all(getattr(there, name) == value for name, value in values.items())
    return Row(line, said["code"], values, change="" if same else "changed")


def values_of(said: dict[str, str]) -> dict[str, Any]:
    labels = {code: said[f"name_{code}"] for code, _language in settings.LANGUAGES}
    return {
        "labels": {code: words for code, words in labels.items() if words},
        "active_years": int(said["active_years"]),
        "inactive_years": int(said["inactive_years"]),
        "trigger": said["counted_from"].lower(),
        "final_act": said["in_the_end"].lower(),
        "legal_basis": said["legal_basis"],
    }


def marked_doubles(rows: list[Row]) -> list[Row]:
    seen: set[str] = set()
    marked = []
    for row in rows:
        is_double = row.code in seen and not row.problem
        marked.append(
            Row(row.line, row.code, {}, _("This code stands in the table twice.")) if is_double else row
        )
        seen.add(row.code)
    return marked
