"""A kind as its authors and readers will meet it: its form, and a page made of its examples."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.forms import WritingForm
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


def preview_of(kind: Kind, reader: Person) -> Preview:
    form = WritingForm(kind, reader=reader, auto_id="preview_%s")
    for field in (bound.field for bound in form):
        field.required = False
        if isinstance(field, RichTextField):
            field.widget = forms.Textarea(attrs={"rows": 3})  # type: ignore[assignment]
    parts = [
        (FIELD_TYPES[field.type], Part(str(field), in_language(field.example) or "…"))
        for field in kind.fields
    ]
    sections = [part for type_, part in parts if type_.is_long or isinstance(type_, RichText)]
    if kind.has_body:
        sections.append(Part(in_language(kind.body_label) or _("Text"), "…"))
    return Preview(
        kind=kind,
        title=form["title"],
        summary=form["summary"],
        fields=form.text_fields,
        facts=[part for type_, part in parts if part not in sections],
        sections=sections,
    )
