"""The field type `file`: in a version's fields a list of {"file": key, "name": …, "about": …}."""

from __future__ import annotations

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.fields import FieldType
from lubuk.shared.attachments.forms import FilesField, Row


class FileType(FieldType):
    def form_field(self, definition: FieldDefinition) -> forms.Field:
        return FilesField(many=definition.many, accept=definition.accept)

    def to_json(self, value: list[Row]) -> list[dict[str, str]]:
        return [{"file": row.key, "name": row.name, "about": row.about} for row in value if row.key]

    def from_json(self, value: list[dict[str, str]]) -> list[Row]:
        return [Row(row["file"], row.get("about", ""), row.get("name", "")) for row in value]

    def html(self, value: list[dict[str, str]], definition: FieldDefinition) -> SafeString:
        """Names alone: the page of an item shows its files itself, by its rights."""
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line(row),) for row in value))
        )

    def text(self, value: list[dict[str, str]], definition: FieldDefinition) -> str:
        return "\n".join(line(row) for row in value)


def line(row: dict[str, str]) -> str:
    return " · ".join(filter(None, (row.get("name", ""), row.get("about", ""))))
