"""A form field for a small table: one line of inputs a row, spare rows at the end, no script needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_ROWS = 200  # past that it is a register, not a field
SPARE_ROWS = 3
ROW = re.compile(r"([0-9]{1,5})-")

type Values = dict[str, Any]


@dataclass(frozen=True)
class Column:
    label: str
    field: forms.Field
    to_json: Callable[[Any], Any]
    from_json: Callable[[Any], Any]
    hint: str = ""


type Columns = Mapping[str, Column]


class Sent(list[Values]):
    """Rows as they came from the page, by which they are told from rows as they are kept."""


class RowsWidget(forms.Widget):
    template_name = "ui/rows.html"

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Sent:
        """`results-0-measure` … in order; the number says only which cells belong together."""
        prefix = f"{name}-"
        numbers = {
            int(found[1]) for key in data if key.startswith(prefix) and (found := ROW.match(key, len(prefix)))
        }
        rows = (self.row_from(data, files, f"{prefix}{number}-") for number in sorted(numbers))
        return Sent(row for row in rows if any(is_said(value) for value in row.values()))

    def row_from(self, data: Mapping[str, Any], files: Any, prefix: str) -> Values:
        return {
            name: column.field.widget.value_from_datadict(data, files, prefix + name)
            for name, column in self.columns.items()
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        kept = list(value or [])
        context["widget"]["columns"] = list(self.columns.values())
        context["widget"]["rows"] = [
            self._cells(name, number, row)
            for number, row in enumerate([*kept, *({} for _n in range(SPARE_ROWS))])
        ]
        return context

    def _cells(self, name: str, number: int, row: Values) -> list[dict[str, Any]]:
        return [
            {
                "label": column.label,
                "html": column.field.widget.render(
                    f"{name}-{number}-{key}",
                    row.get(key, ""),
                    {
                        "id": f"id_{name}-{number}-{key}",
                        "aria-label": f"{column.label} {number + 1}",
                        "class": "input",
                    },
                ),
            }
            for key, column in self.columns.items()
        ]


def is_said(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


class RowsField(forms.Field):
    """Cleans to rows as they are kept."""

    widget: RowsWidget

    def __init__(self, columns: Columns, **more: Any) -> None:
        self.columns = columns
        super().__init__(widget=RowsWidget(columns), **more)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Sent):
            return value
        return [
            {
                name: column.field.prepare_value(column.from_json(row[name]))
                for name, column in self.columns.items()
                if row.get(name) not in (None, "")
            }
            for row in value or []
        ]

    def clean(self, value: Any) -> list[Values]:
        rows = list(value or [])
        if len(rows) > MAX_ROWS:
            raise ValidationError(
                _("A table here holds %(most)s rows. Keep the rest in a file.") % {"most": MAX_ROWS}
            )
        if self.required and not rows:
            raise ValidationError(_("Fill at least one row."))
        return [self._clean_row(number, row) for number, row in enumerate(rows, start=1)]

    def _clean_row(self, number: int, row: Values) -> Values:
        cleaned: Values = {}
        for name, column in self.columns.items():
            column.field.required = False
            try:
                value = column.field.clean(row.get(name, ""))
            except ValidationError as error:
                said = {"row": number, "column": column.label, "said": " ".join(error.messages)}
                raise ValidationError(_("Row %(row)s, %(column)s: %(said)s") % said) from error
            cleaned[name] = value if value in (None, "") else column.to_json(value)
        return cleaned

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(list(initial or []) != list(data or []))
