"""Which fields of a kind are asked for, given the answers there are: `when` and `required: {when: …}` of packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.definition import Condition, FieldDefinition, Kind
from lubuk.foundation.items.kinds.field_types.base import FieldType, is_blank
from lubuk.foundation.items.kinds.field_types.choices import label_of
from lubuk.foundation.items.kinds.field_types.naming import Reference
from lubuk.foundation.items.kinds.fields import FIELD_TYPES

type Fields = Mapping[str, Any]  # what is kept, by field name

ANSWERED_BY_WORD = ("choice", "choices", "yes-no")  # the types that a condition can look at


def asked(kind: Kind, fields: Fields) -> list[FieldDefinition]:
    """The fields whose condition holds. One that hangs on a field that is not asked for is not asked for either."""
    found: dict[str, FieldDefinition] = {}
    for definition in kind.fields:
        condition = definition.when
        if condition is None or (condition.field in found and holds(condition, fields)):
            found[definition.name] = definition
    return list(found.values())


def holds(condition: Condition, fields: Fields) -> bool:
    return bool(answers(fields.get(condition.field)) & set(condition.answers))


def answers(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    return {str(key) for key in value} if isinstance(value, list) else {str(value)}


def is_required(definition: FieldDefinition, kind: Kind, fields: Fields) -> bool:
    """Whether `required` counts at all; at which moment is for the flow to say."""
    condition = definition.required_when
    if condition is None:
        return True
    there = {field.name for field in asked(kind, fields)}
    return condition.field in there and holds(condition, fields)


def written(kind: Kind, fields: Fields) -> Iterator[tuple[FieldDefinition, FieldType, Any]]:
    """What is there to be read: each field that is asked for and filled, with its type and its value."""
    for definition in asked(kind, fields):
        value, field_type = fields.get(definition.name), FIELD_TYPES[definition.type]
        if not is_blank(value) and field_type.fits(value, definition):
            yield definition, field_type, value


def references_in(kind: Kind, fields: Fields) -> set[Reference]:
    """All that the fields to be read point at."""
    return {
        reference
        for definition, field_type, value in written(kind, fields)
        for reference in field_type.references(value, definition)
    }


def in_words(condition: Condition, kind: Kind) -> str:
    """Only if Visibility is: Limited, Public."""
    source = kind.field(condition.field)
    if source is None:
        return ""
    words = [said_of(answer, source) for answer in condition.answers]
    return _("Only if “%(field)s” is: %(answers)s") % {"field": source, "answers": ", ".join(words)}


def said_of(answer: str, source: FieldDefinition) -> str:
    if source.type == "yes-no":
        return FIELD_TYPES["yes-no"].text(answer == "yes", source)
    return label_of(answer, source)
