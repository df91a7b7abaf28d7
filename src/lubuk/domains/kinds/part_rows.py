"""The parts of a kind or a flow as its page lists them: each with its words and the way to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lubuk.domains.kinds.parts import Parts
from lubuk.domains.kinds.saying import moment_words, sentence, type_words
from lubuk.foundation.items.kinds.conditions import in_words
from lubuk.foundation.items.kinds.definition import FieldDefinition, Flow, Kind
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.labels import in_language


@dataclass(frozen=True)
class Row:
    at: str  # its own page; "" for one that comes with something else and can't be changed by itself
    label: str
    words: str


def rows_of_fields(parts: Parts, kind: Kind) -> list[Row]:
    with_offer = _("They come with “Files and pictures” among what the kind offers")
    return [
        Row("", str(field), with_offer) if field == FILES
        else Row(parts.url(field.name), str(field), field_words(field, kind))
        for field in kind.fields
    ]  # fmt: skip


def rows_of_columns(parts: Parts, table: FieldDefinition) -> list[Row]:
    return [Row(parts.url(column.name), str(column), column_words(column)) for column in table.columns]


def rows_of_states(parts: Parts, flow: Flow) -> list[Row]:
    first = _("every page begins here")
    return [
        Row(parts.url(state.name), str(state), first if state == flow.first else "") for state in flow.states
    ]


def rows_of_steps(parts: Parts, flow: Flow, kinds: list[Kind]) -> list[Row]:
    return [Row(parts.url(step.name), str(step), sentence(step, flow, kinds)) for step in flow.steps]


def field_words(field: FieldDefinition, kind: Kind) -> str:
    """One line · to be filled before it is published · only if “Status” is: Changed."""
    parts = [type_words(field.type)]
    if field.columns:
        parts[0] += f": {', '.join(str(column) for column in field.columns)}"
    if field.required:
        parts.append(_("to be filled %(moment)s") % {"moment": moment_words(field.required, kind.flow)})
    if field.required_when and field.required_when != field.when:
        parts[-1] += f" ({decapitalised(in_words(field.required_when, kind))})"
    if field.when:
        parts.append(in_words(field.when, kind))
    return " · ".join(parts)


def column_words(column: FieldDefinition) -> str:
    said = type_words(column.type)
    if column.choices:
        said += f": {', '.join(in_language(words) for _key, words in column.choices)}"
    return f"{said} · {_('to be filled in each row')}" if column.required else said


def decapitalised(words: str) -> str:
    return words[:1].lower() + words[1:]
