"""The types by the names that packs use."""

from __future__ import annotations

from lubuk.foundation.items.kinds.field_types.base import FieldType

FIELD_TYPES: dict[str, FieldType] = {}


def register_field_type(name: str, field_type: FieldType) -> None:
    """Make a type known under the name that packs use for it.

    A floor above calls this in `AppConfig.ready`, once: packs are read later, so that every registered type is known to
    them. Raises ValueError when the name has another type already.
    """
    known = FIELD_TYPES.setdefault(name, field_type)
    if known is not field_type:
        raise ValueError(f"the field type {name!r} is registered already, as {type(known).__name__}")


def types_for_columns() -> list[str]:
    return [name for name, field_type in FIELD_TYPES.items() if field_type.in_rows]


def types_for_many() -> list[str]:
    return [name for name, field_type in FIELD_TYPES.items() if field_type.may_be_many]
