"""The field types that packs can name. Each is a small class in `field_types`.

A new type is a class there and a line here, or from a floor above a call of `register_field_type`; forms, pages,
search, comparison, registers, import and export need no other change.
"""

from __future__ import annotations

from lubuk.foundation.items.kinds.field_types.base import FieldType
from lubuk.foundation.items.kinds.field_types.choices import Choice, Choices, YesNo
from lubuk.foundation.items.kinds.field_types.naming import ITEM, PERSON, SUBJECT, UNIT
from lubuk.foundation.items.kinds.field_types.numbers import Money, Number
from lubuk.foundation.items.kinds.field_types.places import Place
from lubuk.foundation.items.kinds.field_types.references import ReferenceType
from lubuk.foundation.items.kinds.field_types.registered import FIELD_TYPES, register_field_type
from lubuk.foundation.items.kinds.field_types.tables import Rows
from lubuk.foundation.items.kinds.field_types.times import Date, Period
from lubuk.foundation.items.kinds.field_types.words import Link, LongText, RichText

__all__ = ["FIELD_TYPES", "FieldType", "register_field_type"]

register_field_type("text", FieldType())
register_field_type("long-text", LongText())
register_field_type("rich-text", RichText())
register_field_type("number", Number())
register_field_type("money", Money())
register_field_type("date", Date())
register_field_type("period", Period())
register_field_type("choice", Choice())
register_field_type("choices", Choices())
register_field_type("yes-no", YesNo())
register_field_type("link", Link())
register_field_type("person", ReferenceType(PERSON))
register_field_type("unit", ReferenceType(UNIT))
register_field_type("subject", ReferenceType(SUBJECT))
register_field_type("item", ReferenceType(ITEM))
register_field_type("place", Place())
register_field_type("rows", Rows())
