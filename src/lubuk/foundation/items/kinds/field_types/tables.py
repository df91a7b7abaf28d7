"""A small table within an item: each row a mapping of column name to value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType, SortKey, is_blank
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names, Reference
from lubuk.foundation.items.kinds.field_types.registered import FIELD_TYPES
from lubuk.foundation.items.kinds.rows import Column, RowsField
from lubuk.foundation.labels import in_language

type Row = dict[str, Any]


class Rows(FieldType):
    """A cell of a spreadsheet says the rows as JSON, each value as its own type writes it."""

    is_long, in_rows = True, False

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return RowsField({column.name: self.column(column, reader) for column in definition.columns})

    def column(self, definition: FieldDefinition, reader: Reader | None) -> Column:
        cell = FIELD_TYPES[definition.type]
        return Column(
            label=str(definition),
            field=cell.form_field(definition, reader),
            to_json=cell.to_json,
            from_json=cell.from_json,
            hint=hint_of(definition),
        )

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return isinstance(value, list) and all(isinstance(row, dict) for row in value)

    def cells(
        self, row: Row, definition: FieldDefinition
    ) -> Iterator[tuple[FieldDefinition, FieldType, Any]]:
        """Each column with its type and what stands there; None for nothing, or for what has not its shape."""
        for column in definition.columns:
            field_type, value = FIELD_TYPES[column.type], row.get(column.name)
            fits = not is_blank(value) and field_type.fits(value, column)
            yield column, field_type, value if fits else None

    def gaps(self, value: Any, definition: FieldDefinition) -> list[str]:
        empty = {
            column.name
            for row in value
            for column, _type, cell in self.cells(row, definition)
            if column.required and cell is None
        }
        return [str(column) for column in definition.columns if column.name in empty]

    def references(self, value: Any, definition: FieldDefinition) -> Iterable[Reference]:
        for row in value:
            for column, field_type, cell in self.cells(row, definition):
                yield from field_type.references(cell, column) if cell is not None else ()

    def said(self, row: Row, definition: FieldDefinition, names: Names) -> list[str]:
        return [
            field_type.text(cell, column, names) if cell is not None else ""
            for column, field_type, cell in self.cells(row, definition)
        ]

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        head = format_html_join("", '<th scope="col">{}</th>', ((str(c),) for c in definition.columns))
        rows = format_html_join("", "<tr>{}</tr>", ((self.row(row, definition, names),) for row in value))
        return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)

    def row(self, row: Row, definition: FieldDefinition, names: Names) -> SafeString:
        return format_html_join("", "<td>{}</td>", ((cell,) for cell in self.said(row, definition, names)))

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return "\n".join(" · ".join(filter(None, self.said(row, definition, names))) for row in value)

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        """By the number of rows: no one row stands for a table."""
        return False, "", Decimal(len(value))

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        rows = [
            {
                column.name: field_type.to_plain(cell, column, names)
                for column, field_type, cell in self.cells(row, definition)
                if cell is not None
            }
            for row in value
        ]
        return json.dumps(rows, ensure_ascii=False)

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        try:
            rows = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValidationError(not_rows()) from error
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValidationError(not_rows())
        read = [self.read_row(row, definition, finder) for row in rows]
        return [row for row in read if row] or None

    def read_row(self, row: Row, definition: FieldDefinition, finder: Finder) -> Row:
        read = {
            column.name: FIELD_TYPES[column.type].from_plain(str(row[column.name]), column, finder)
            for column in definition.columns
            if row.get(column.name) is not None
        }
        return {name: value for name, value in read.items() if not is_blank(value)}


def hint_of(column: FieldDefinition) -> str:
    needed = _("Fill it in each row.") if column.required else ""
    return f"{in_language(column.help)} {needed}".strip()


def not_rows() -> str:
    return _("These should be rows as JSON: a list of mappings, column name to value.")
