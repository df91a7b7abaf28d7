"""A form field for rich text: the editor where there is a script, Markdown in a plain box where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from lubuk.foundation.richtext.markdown import from_markdown, to_markdown
from lubuk.foundation.richtext.sanitise import TooLarge, sanitise

FORMATS = ("html", "markdown")


class RichTextWidget(forms.Widget):
    """Two inputs: NAME holds the text, NAME_format says how it is written."""

    template_name = "ui/rich_text.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str]:
        written_in = str(data.get(f"{name}_format", "markdown"))
        return str(data.get(name, "")), written_in if written_in in FORMATS else "markdown"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        html, markdown = self.both(value)
        context["widget"].update(html=mark_safe(html), markdown=markdown)  # noqa: S308 - sanitised in `both`
        return context

    def both(self, value: Any) -> tuple[str, str]:
        """The text as HTML and as Markdown, from what was kept or from what was just sent and refused."""
        if isinstance(value, tuple):
            text, written_in = value
            if written_in == "markdown":
                return readable(text), text
            html = readable_html(text)
            return html, to_markdown(html)
        return value or "", to_markdown(value) if value else ""


def readable(markdown: str) -> str:
    try:
        return from_markdown(markdown)
    except TooLarge:
        return ""


def readable_html(html: str) -> str:
    try:
        return sanitise(html)
    except TooLarge:
        return ""


class RichTextField(forms.Field):
    widget = RichTextWidget

    def clean(self, value: Any) -> str:
        """Sanitised HTML; raises ValidationError for a text that is too large to keep."""
        text, written_in = value if isinstance(value, tuple) else ("", "markdown")
        try:
            html = from_markdown(text) if written_in == "markdown" else sanitise(text)
        except TooLarge as error:
            raise ValidationError(str(error)) from error
        if self.required and not html:
            raise ValidationError(_("Write one or two sentences."))
        return html

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or "") != self.clean(data))
