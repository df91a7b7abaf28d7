"""What every field type says. The class itself is the simplest of them, one line of text."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names, Reference

MAX_TEXT = 500

type SortKey = tuple[bool, str, Decimal]  # nothing there?, words, amount
NOTHING: SortKey = (True, "", Decimal(0))


class FieldType:
    """One line of text; the other types say how they differ.

    `value` is always what is kept as JSON and never empty; `definition` is the field as its kind defines it; `names`
    holds what this reader may be told of the people, places and items that a value points at.
    """

    is_long = False  # a section of the page of its own, instead of a line among the facts
    in_rows = True  # may be a column of a table
    may_be_many = False  # understands `many: yes`

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        """`reader` is who fills it in; `was` what is kept now, some of which they may not be able to see."""
        return forms.CharField(max_length=MAX_TEXT)

    def to_json(self, value: Any) -> Any:
        """What the form cleaned, as JSON."""
        return value

    def from_json(self, value: Any) -> Any:
        """What the form shows again."""
        return value

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        """Whether the value has this type's shape; one that another type left behind stays kept and is not shown."""
        return isinstance(value, str)

    def gaps(self, value: Any, definition: FieldDefinition) -> list[str]:
        """The words for what a value that is there still lacks before it may be published."""
        return []

    def references(self, value: Any, definition: FieldDefinition) -> Iterable[Reference]:
        """What the value points at."""
        return ()

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        return format_html("<p>{}</p>", self.text(value, definition, names))

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        """Plain words in the active language, for search and comparison."""
        return str(value)

    def cell(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        """One line, for a table that is read."""
        return " ".join(self.text(value, definition, names).split())

    def sort_key(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SortKey:
        """Orders the values of one field: words first, then amounts; nothing (None) comes last.

        Words are folded to small letters; both parts fit into columns of their own, of text and of numbers.
        """
        return NOTHING if value is None else self.order(value, definition, names)

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        return False, self.cell(value, definition, names).casefold(), Decimal(0)

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        """The value as the text of a CSV or XLSX cell, the same in every language; `from_plain` reads it back."""
        return str(value)

    def from_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any = None) -> Any:
        """The value that a cell's text means, as JSON; None for an empty cell. `was` as for `form_field`.

        Raises django.core.exceptions.ValidationError with a sentence for the person who filled in the cell.
        """
        text = text.strip()
        return self.read_plain(text, definition, finder, was) if text else None

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        """`from_plain` for a text that is not empty."""
        return self.to_json(self.form_field(definition).clean(text))


def is_blank(value: Any) -> bool:
    """Nothing is kept of it. False and 0 are answers."""
    return value is None or value in ("", [], {})
