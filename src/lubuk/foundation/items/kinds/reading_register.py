"""Reading what a pack says of the table of a kind's items."""

from __future__ import annotations

from typing import Any

from lubuk.foundation.items.kinds.marked import Marked
from lubuk.foundation.items.kinds.reading_keys import listed
from lubuk.foundation.items.kinds.register_columns import OF_EVERY_ITEM


def read_register(m: Marked) -> dict[str, Any]:
    register = m.get("register")
    if not register:
        return {}
    fields = [name.text() for field in listed(m, "fields") if (name := field.get("field"))]
    known = [*fields, *OF_EVERY_ITEM]
    found: dict[str, Any] = {
        "register_columns": tuple(name.one_of("column", known) for name in listed(register, "columns")),
        "register_facets": tuple(name.one_of("column", known) for name in listed(register, "facets")),
    }
    if sort := register.get("sort"):
        order = sort.text()
        if order.removeprefix("-") not in known:
            sort.one_of("column", known)
        found["register_sort"] = order
    register.refuse_unread()
    return found
