"""A form field for a small table: one line of inputs a row, spare rows at the end, no script needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_ROWS = 200  # past that it is a register, not a field
SPARE_ROWS = 3

type Columns = Mapping[str, tuple[str, forms.Field]]


class RowsWidget(forms.Widget):
    template_name = "ui/rows.html"

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, str]]:
        """`results-0-measure` … in order; the number says only which cells belong together."""
        prefix = f"{name}-"
        rows: dict[int, dict[str, str]] = {}
        for key in data:
            number, _dash, column = key.removeprefix(prefix).partition("-")
            if key.startswith(prefix) and number.isdecimal() and column in self.columns and len(number) < 6:
                rows.setdefault(int(number), {})[column] = str(data[key]).strip()
        return [rows[n] for n in sorted(rows) if any(rows[n].values())]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        kept = list(value or [])
        context["widget"]["labels"] = [label for label, _field in self.columns.values()]
        context["widget"]["rows"] = [
            self._cells(name, number, row)
            for number, row in enumerate([*kept, *({} for _n in range(SPARE_ROWS))])
        ]
        return context

    def _cells(self, name: str, number: int, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "label": label,
                "html": field.widget.render(
                    f"{name}-{number}-{column}",
                    row.get(column, ""),
                    {"aria-label": f"{label} {number + 1}", "class": "input"},
                ),
            }
            for column, (label, field) in self.columns.items()
        ]


class RowsField(forms.Field):
    widget: RowsWidget

    def __init__(self, columns: Columns, **more: Any) -> None:
        self.columns = columns
        super().__init__(widget=RowsWidget(columns), **more)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = list(value or [])
        if len(rows) > MAX_ROWS:
            raise ValidationError(
                _("A table here holds %(most)s rows. Keep the rest in a file.") % {"most": MAX_ROWS}
            )
        if self.required and not rows:
            raise ValidationError(_("Fill at least one row."))
        return [self._clean_row(number, row) for number, row in enumerate(rows, start=1)]

    def _clean_row(self, number: int, row: Mapping[str, str]) -> dict[str, Any]:
        cleaned: dict[str, Any] = {}
        for column, (label, field) in self.columns.items():
            field.required = False
            try:
                cleaned[column] = field.clean(row.get(column, ""))
            except ValidationError as error:
                said = {"row": number, "column": label, "said": " ".join(error.messages)}
                raise ValidationError(_("Row %(row)s, %(column)s: %(said)s") % said) from error
        return cleaned

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(list(initial or []) != list(data or []))
