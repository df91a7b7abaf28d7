"""The field type `file`: in a version's fields a list of {"file": key, "name": …, "about": …}."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names
from lubuk.foundation.items.kinds.fields import FieldType
from lubuk.shared.attachments.forms import FilesField, Row

type Rows = list[dict[str, str]]


class FileType(FieldType):
    is_long = True
    in_rows = False
    may_be_many = True

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return FilesField(many=definition.many, accept=definition.accept)

    def to_json(self, value: list[Row]) -> Rows:
        return [{"file": row.key, "name": row.name, "about": row.about} for row in value if row.key]

    def from_json(self, value: Rows) -> list[Row]:
        return [Row(row["file"], row.get("about", ""), row.get("name", "")) for row in value]

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return isinstance(value, list) and all(isinstance(row, dict) and "file" in row for row in value)

    def html(self, value: Rows, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        """Names alone: the page of an item shows its files itself, by its rights."""
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line(row),) for row in value))
        )

    def text(self, value: Rows, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return "\n".join(line(row) for row in value)

    def to_plain(self, value: Rows, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return json.dumps(value, ensure_ascii=False)

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        """A cell can describe, order and leave out the files that are there; it brings in none."""
        try:
            rows = json.loads(text)
        except ValueError as error:
            raise ValidationError(_("A cell can't bring files in. Leave it as it was exported.")) from error
        there = {row["file"] for row in was or ()}
        if not self.fits(rows, definition) or not all(row["file"] in there for row in rows):
            raise ValidationError(_("A cell can't bring files in. Leave it as it was exported."))
        return [{key: str(row.get(key, "")) for key in ("file", "name", "about")} for row in rows]


def line(row: dict[str, str]) -> str:
    return " · ".join(filter(None, (row.get("name", ""), row.get("about", ""))))
