"""Types that keep words: long texts, rich texts, addresses. One line of text is FieldType itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names
from lubuk.foundation.richtext.forms import RichTextField
from lubuk.foundation.richtext.plain import to_text

MAX_LONG_TEXT = 20_000


class LongText(FieldType):
    is_long = True

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return forms.CharField(max_length=MAX_LONG_TEXT, widget=forms.Textarea(attrs={"rows": 4}))

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - linebreaks escapes


class RichText(FieldType):
    """Kept, and written into a cell, as the HTML subset of foundation/richtext."""

    is_long, in_rows = True, False

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return RichTextField()

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        return SafeString(value)  # sanitised by RichTextField before it was kept

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return to_text(value)

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        return RichTextField().clean((text, "html")) or None


class Link(FieldType):
    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return forms.URLField(validators=[URLValidator(schemes=["http", "https"])], assume_scheme="https")

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        return format_html('<p><a href="{}" rel="noopener nofollow">{}</a></p>', value, value)
