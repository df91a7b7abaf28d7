"""Fields of a kind from the front matter of a file: what stands under a field's name is read as a cell would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lubuk.domains.importing.reading.front_matter import Values
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.choices import BETWEEN
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.refusal import Refused


def cells_of(values: Values) -> dict[str, str]:
    return {name: said for name, value in values.items() if (said := cell(value))}


def fields_of(cells: Mapping[str, str], kind: Kind, finder: Finder, was: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept now, with what the file says. Raises Refused with the field and what is wrong in it."""
    fields = dict(was)
    for definition in kind.fields:
        said = cells.get(definition.name, "")
        if not said:
            continue
        try:
            fields[definition.name] = FIELD_TYPES[definition.type].from_plain(
                said, definition, finder, was.get(definition.name)
            )
        except ValidationError as error:
            reason = {"field": definition, "said": " ".join(error.messages)}
            raise Refused(_("%(field)s: %(said)s") % reason) from error
    return fields


def cell(value: object) -> str:
    """A value of YAML or TOML as the text of a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"{BETWEEN} ".join(cell(one) for one in value)
    return str(value).strip() if isinstance(value, str | int | float) else ""
