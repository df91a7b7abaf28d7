"""The fields of a kind and the columns of its tables, read from a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lubuk.foundation.items.kinds.conditions import ANSWERED_BY_WORD
from lubuk.foundation.items.kinds.definition import Condition, FieldDefinition, Flow
from lubuk.foundation.items.kinds.dublin_core_terms import TERMS
from lubuk.foundation.items.kinds.field_types.currencies import CODES
from lubuk.foundation.items.kinds.field_types.registered import (
    FIELD_TYPES,
    types_for_columns,
    types_for_many,
)
from lubuk.foundation.items.kinds.marked import Marked
from lubuk.foundation.items.kinds.reading_keys import (
    labels,
    languages,
    listed,
    mapping,
    optional_labels,
    text,
    texts,
)

FIELD_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
CHOICE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")  # it is in addresses, and in lists with ";" between

type Known = Mapping[str, FieldDefinition]  # the fields that stand before this one

# Sorts of files that a field can ask for; shared/attachments/formats.py says what is which.
ACCEPTED = [
    "document", "pdf", "slides", "sheet", "csv", "text", "markdown", "mail", "picture", "drawing", "audio", "video",
    "captions", "archive",
]  # fmt: skip


def read_fields(
    m: Marked, flow: Flow | None, key: str = "fields", *, needed: bool = False, currency: str = ""
) -> tuple[FieldDefinition, ...]:
    fields: dict[str, FieldDefinition] = {}
    for field in listed(m, key, needed):
        definition = read_field(field, flow, fields, currency)
        if definition.name and definition.name in fields:
            field.wrong(f'the field "{definition.name}" is defined twice')
        fields[definition.name] = definition
    return tuple(fields.values())


def read_field(m: Marked, flow: Flow | None, known: Known, currency: str) -> FieldDefinition:
    """A field of a kind, or with no flow a column of a table, which holds no texts and no tables of its own."""
    name = text(m, "field")
    m.place = f"{m.place}, field {name}"
    if name and not FIELD_NAME.match(name):
        m.wrong(f'field name "{name}" should be small letters, figures and _')
    types = list(FIELD_TYPES) if flow else types_for_columns()
    type_ = need.one_of("type", types) if (need := m.need("type")) else "text"
    definition = FieldDefinition(
        name=name,
        type=type_,
        label=labels(m, "label"),
        help=optional_labels(m, "help"),
        example=optional_labels(m, "example"),
        weight=weight.number() if (weight := m.get("weight")) else 1.0,
        dublin_core=term.one_of("dublin_core", TERMS) if (term := m.get("dublin_core")) else "",
        choices=read_choices(m, type_),
        columns=read_fields(m, None, "columns", needed=type_ == "rows", currency=currency) if flow else (),
        **read_required(m, flow, known),
        when=read_condition(m, known) if flow else None,
    )
    definition = replace(definition, **read_of_types(m, type_, currency, is_column=flow is None))
    m.refuse_unread()
    return definition


def read_choices(m: Marked, type_: str) -> tuple[tuple[str, Any], ...]:
    pairs = list(mapping(m, "choices", type_ in ("choice", "choices")))
    for key, value in pairs:
        if not CHOICE.match(key):
            value.wrong(f'choice "{key}" should be letters, figures, - and _')
    return tuple((key, value.labels(languages())) for key, value in pairs)


def read_required(m: Marked, flow: Flow | None, known: Known) -> dict[str, Any]:
    """`required: publish`, or `required: {by: publish, when: {field: …, is: …}}`."""
    moments = ["begin", "publish", *(step.name for step in flow.steps)] if flow else ["publish"]
    required = m.get("required")
    if required is None:
        return {}
    if not required.is_mapping or flow is None:
        return {"required": required.one_of("required", moments)}
    by = required.need("by")
    condition = read_condition(required, known)
    required.refuse_unread()
    if condition is None:
        required.need("when")
    return {"required": by.one_of("required", moments) if by else "", "required_when": condition}


def read_condition(m: Marked, known: Known) -> Condition | None:
    """`when: {field: visibility, is: [yes, limited]}`, about a field that stands before this one."""
    when = m.get("when")
    if when is None:
        return None
    asked, answered = when.need("field"), when.need("is")
    when.refuse_unread()
    sources = [name for name, field in known.items() if field.type in ANSWERED_BY_WORD]
    if not asked or not answered:
        return None
    if not sources:
        asked.wrong("a condition looks at a choice, choices or yes-no that stands before it; there is none")
        return None
    name = asked.one_of("field", sources)
    if name not in sources:
        return None
    offered = [key for key, _labels in known[name].choices] or ["yes", "no"]
    words = answered.items() if answered.is_list else [answered]
    return Condition(name, tuple(word.one_of("answer", offered) for word in words))


def read_of_types(m: Marked, type_: str, currency: str, *, is_column: bool) -> dict[str, Any]:
    """Keys that mean something for some types alone."""
    found: dict[str, Any] = {}
    if many := m.get("many"):
        if type_ not in types_for_many() or is_column:
            many.wrong(f'"many" means nothing for {"a column" if is_column else f"the type {type_}"}')
        found["many"] = many.yes()
    if of := m.get("of"):
        if type_ != "item":
            of.wrong(f'"of" means nothing for the type {type_}; it lists the kinds that an item may be of')
        found["of"] = texts(m, "of")
    if accept := m.get("accept"):
        if type_ != "file":
            accept.wrong(f'"accept" means nothing for the type {type_}; it lists sorts of files')
        found["accept"] = tuple(word.one_of("sort of file", ACCEPTED) for word in accept.items())
    if own := m.get("currency"):
        if type_ != "money":
            own.wrong(f'"currency" means nothing for the type {type_}')
        currency = own.one_of("currency", CODES)
    return {**found, "currency": currency if type_ == "money" else ""}
