"""A kind as its authors and readers will meet it: its form, and a page made of its examples."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from lubuk.domains.kinds.register_form import register_words
from lubuk.domains.kinds.saying import column_words
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.forms import PREFIX, WritingForm
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.words import RichText
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.labels import in_language
from lubuk.foundation.richtext.forms import RichTextField


@dataclass(frozen=True)
class Part:
    label: str
    text: str  # the example, or words that say what stands here


@dataclass(frozen=True)
class Preview:
    kind: Kind
    title: BoundField
    summary: BoundField
    fields: list[BoundField]
    facts: list[Part]
    sections: list[Part]
    is_whole: bool  # not of one field alone


@dataclass(frozen=True)
class Table:
    """A register before anybody changes it: its heads, what a row looks like, and the rest in words."""

    heads: list[str]
    cells: list[str]
    words: list[tuple[str, str]]


def table_of(kind: Kind) -> Table:
    columns = [name for name in kind.register_columns if name != "title"]
    cells = [in_language(field.example) if (field := kind.field(name)) else "" for name in columns]
    heads = [_("Title"), *(column_words(kind, name) for name in columns)]
    words = [(label, said) for label, said in register_words(kind) if label != _("Columns")]
    return Table(heads if columns else [], [_("Its title"), *(cell or "…" for cell in cells)], words)


def preview_of(kind: Kind, reader: Person, only: str = "") -> Preview:
    """Of the whole kind, or of the one field that somebody works at."""
    form = WritingForm(kind, reader=reader, auto_id="preview_%s")
    for field in (bound.field for bound in form):
        field.required = False
        if isinstance(field, RichTextField):
            field.widget = forms.Textarea(attrs={"rows": 3})  # type: ignore[assignment]
    parts = [
        (FIELD_TYPES[field.type], Part(str(field), in_language(field.example) or "…"))
        for field in kind.fields
        if only in ("", field.name)
    ]
    sections = [part for type_, part in parts if type_.is_long or isinstance(type_, RichText)]
    if kind.has_body and not only:
        sections.append(Part(in_language(kind.body_label) or _("Text"), "…"))
    return Preview(
        kind=kind,
        title=form["title"],
        summary=form["summary"],
        fields=[bound for bound in form.text_fields if only in ("", bound.name.removeprefix(PREFIX))],
        facts=[part for type_, part in parts if part not in sections],
        sections=sections,
        is_whole=not only,
    )
