"""What a text says of its files: in each field of the type `file` a list of {"file": key, "about": words}."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID


def keys_in(fields: Mapping[str, Any]) -> list[UUID]:
    """The keys of all files in a version's fields, in their order, once each."""
    found = [key for value in fields.values() for row in rows_of(value) if (key := key_of(row.get("file")))]
    return list(dict.fromkeys(found))


def rows_of(value: Any) -> Iterator[Mapping[str, Any]]:
    """The files of one field's value; nothing for a value of another type."""
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict) and "file" in row)


def key_of(said: Any) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None
