"""The field types: how each is asked for, cleaned, kept as JSON, shown, and read as plain text.

A new type is one class here and a line in FIELD_TYPES; forms, pages, search and import need no other change.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.rows import RowsField
from lubuk.foundation.labels import in_language
from lubuk.foundation.richtext.forms import RichTextField
from lubuk.foundation.richtext.plain import to_text

MAX_TEXT = 500
MAX_LONG_TEXT = 20_000


class FieldType:
    """One line of text; the other types say how they differ."""

    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return forms.CharField(max_length=MAX_TEXT)

    def to_json(self, value: Any) -> Any:
        """What the form cleaned, as JSON."""
        return value

    def from_json(self, value: Any) -> Any:
        """What the form shows again."""
        return value

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return format_html("<p>{}</p>", value)

    def text(self, value: Any, definition: FieldDefinition) -> str:
        """Plain words, for search and comparison."""
        return str(value)


class LongText(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return forms.CharField(max_length=MAX_LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}))

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - linebreaks escapes


class RichText(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return RichTextField()

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return SafeString(value)  # sanitised by RichTextField before it was kept

    def text(self, value: Any, definition: FieldDefinition) -> str:
        return to_text(value)


class Number(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return forms.DecimalField(max_digits=18, decimal_places=6, localize=True)

    def to_json(self, value: Decimal) -> str:
        return str(value.normalize())

    def from_json(self, value: str) -> Decimal:
        return Decimal(value)

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return format_html("<p>{}</p>", self.text(value, definition))

    def text(self, value: Any, definition: FieldDefinition) -> str:
        return number_format(Decimal(value), use_l10n=True, force_grouping=True)


class Date(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def to_json(self, value: date) -> str:
        return value.isoformat()

    def from_json(self, value: str) -> date:
        return date.fromisoformat(value)

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return format_html('<p><time datetime="{}">{}</time></p>', value, self.text(value, definition))

    def text(self, value: Any, definition: FieldDefinition) -> str:
        return date_format(date.fromisoformat(value), "j F Y")


class Choice(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        options = [(key, in_language(label)) for key, label in definition.choices]
        return forms.ChoiceField(choices=[("", _("Choose one")), *options])

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return format_html("<p>{}</p>", self.text(value, definition))

    def text(self, value: Any, definition: FieldDefinition) -> str:
        return next((in_language(label) for key, label in definition.choices if key == value), str(value))


class YesNo(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return forms.TypedChoiceField(
            choices=[("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda word: word == "yes",
        )

    def from_json(self, value: bool) -> str:
        return "yes" if value else "no"

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return format_html("<p>{}</p>", self.text(value, definition))

    def text(self, value: Any, definition: FieldDefinition) -> str:
        return _("Yes") if value else _("No")


class Link(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return forms.URLField(validators=[URLValidator(schemes=["http", "https"])], assume_scheme="https")

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        return format_html('<p><a href="{}" rel="noopener nofollow">{}</a></p>', value, value)


class Rows(FieldType):
    """A small table: each row a mapping of column name to value."""

    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return RowsField({c.name: (str(c), FIELD_TYPES[c.type].form_field(c)) for c in definition.columns})

    def to_json(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: self._cell_json(name, cell) for name, cell in row.items()} for row in value]

    def _cell_json(self, name: str, cell: Any) -> Any:
        return (
            str(cell.normalize())
            if isinstance(cell, Decimal)
            else cell.isoformat()
            if isinstance(cell, date)
            else cell
        )

    def html(self, value: Any, definition: FieldDefinition) -> SafeString:
        head = format_html_join("", '<th scope="col">{}</th>', ((str(c),) for c in definition.columns))
        rows = format_html_join("", "<tr>{}</tr>", ((self._row(row, definition),) for row in value))
        return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)

    def _row(self, row: dict[str, Any], definition: FieldDefinition) -> SafeString:
        return format_html_join("", "<td>{}</td>", ((cell,) for cell in self._cells(row, definition)))

    def _cells(self, row: dict[str, Any], definition: FieldDefinition) -> list[str]:
        return [
            FIELD_TYPES[c.type].text(row[c.name], c) if row.get(c.name) not in (None, "") else ""
            for c in definition.columns
        ]

    def text(self, value: Any, definition: FieldDefinition) -> str:
        return "\n".join(" · ".join(filter(None, self._cells(row, definition))) for row in value)


FIELD_TYPES: dict[str, FieldType] = {
    "text": FieldType(),
    "long-text": LongText(),
    "rich-text": RichText(),
    "number": Number(),
    "date": Date(),
    "choice": Choice(),
    "yes-no": YesNo(),
    "link": Link(),
    "rows": Rows(),
}
