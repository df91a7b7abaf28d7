"""What a text still lacks: before it may take a step, and before it is complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.foundation.items.kinds.conditions import asked, is_required
from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind, Step
from lubuk.foundation.items.kinds.field_types.base import is_blank
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.models import Version
from lubuk.foundation.labels import in_language

COMPLETE = 100  # per cent
ALWAYS = {
    "summary": gettext_lazy("In a sentence or two"),
    "body": gettext_lazy("Text"),
    "subjects": gettext_lazy("Subjects"),
}  # what every kind has beside its fields


def missing_for(step: Step, version: Version, kind: Kind, *, publishes: bool) -> dict[str, str]:
    """Names and labels of what must be filled for the step, in the order of the form."""
    moments = {"begin", step.name, *(["publish"] if publishes else [])}
    missing: dict[str, str] = {}
    if not version.title:
        missing["title"] = _("Title")
    for definition in asked(kind, version.fields):
        by_itself = definition.required in moments and is_required(definition, kind, version.fields)
        needed = by_itself or definition.name in step.needs
        value = version.fields.get(definition.name)
        if needed and is_blank(value):
            missing[definition.name] = str(definition)
        elif publishes and (gaps := gaps_in(value, definition)):
            missing[definition.name] = f"{definition}: {', '.join(gaps)}"
    if publishes and kind.has_body and not version.body and not version.fields:
        missing["body"] = _("Text")
    return missing


def gaps_in(value: Any, definition: FieldDefinition) -> list[str]:
    """What is still to be filled within a value: columns of a table."""
    field_type = FIELD_TYPES[definition.type]
    is_there = not is_blank(value) and field_type.fits(value, definition)
    return field_type.gaps(value, definition) if is_there else []


@dataclass(frozen=True)
class Completeness:
    """What a complete item of its kind has, after `complete` of the pack, and what of it is not there."""

    of: int
    missing: Mapping[str, str]  # names and labels

    @property
    def have(self) -> int:
        return self.of - len(self.missing)

    @property
    def percent(self) -> int:
        """0 to 100, rounded down, so that 100 means that nothing is missing."""
        return COMPLETE * self.have // self.of if self.of else COMPLETE


def completeness(kind: Kind, written: Mapping[str, Any], *, has_subjects: bool) -> Completeness:
    """`written` is what a version holds: summary, body, and `fields`. A field that is not asked for is not missed."""
    fields = written["fields"]
    labels = {definition.name: str(definition) for definition in asked(kind, fields)}
    labels |= {name: str(label) for name, label in ALWAYS.items()}
    if kind.body_label:
        labels["body"] = in_language(kind.body_label)
    there = {
        **fields,
        "summary": written["summary"],
        "body": written["body"],
        "subjects": has_subjects or None,
    }
    wanted = [name for name in kind.complete if name in labels]
    return Completeness(len(wanted), {name: labels[name] for name in wanted if is_blank(there.get(name))})


def completeness_of(version: Version, kind: Kind, *, has_subjects: bool) -> Completeness:
    written = {"summary": version.summary, "body": version.body, "fields": version.fields}
    return completeness(kind, written, has_subjects=has_subjects)
