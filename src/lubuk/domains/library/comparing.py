"""Two texts part by part: versions of an item, or two items that look the same."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lubuk.domains.library.reading import RICH
from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind
from lubuk.foundation.items.kinds.field_types.naming import Names
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.richtext.compare import compare, compare_text

type Both = tuple[Kind, Kind]


def differences(
    items: tuple[Item, Item], before: Version, after: Version, names: Names
) -> list[tuple[str, str]]:
    """Label and marked-up change of each part that differs. The items are those that the versions are of."""
    kinds = kind_of(items[0]), kind_of(items[1])
    parts = [
        (_("Title"), compare_text(before.title, after.title), before.title != after.title),
        (_("Summary"), compare_text(before.summary, after.summary), before.summary != after.summary),
        *((label, change, True) for label, change in field_differences(kinds, before, after, names)),
        (_("Text"), compare(before.body, after.body), before.body != after.body),
    ]
    return [(label, change) for label, change, differs in parts if differs]


def field_differences(
    kinds: Both, before: Version, after: Version, names: Names
) -> Iterator[tuple[str, str]]:
    old, new = (
        {definition.name: value for definition, _type, value in written(kind, version.fields)}
        for kind, version in zip(kinds, (before, after), strict=True)
    )
    for definition in fields_of_either(kinds):
        values = old.get(definition.name), new.get(definition.name)
        if values[0] == values[1]:
            continue
        if definition.type == RICH:
            yield str(definition), compare(values[0] or "", values[1] or "")
        else:
            field_type = FIELD_TYPES[definition.type]
            words = ("" if value is None else field_type.text(value, definition, names) for value in values)
            yield str(definition), compare_text(*words)


def fields_of_either(kinds: Both) -> list[FieldDefinition]:
    """Two kinds may call different things by one name: those are left out, the texts say enough."""
    first, second = ({field.name: field for field in kind.fields} for kind in kinds)
    of_one_type = (
        field for name, field in (first | second).items()
        if first.get(name, field).type == second.get(name, field).type
    )  # fmt: skip
    return list(of_one_type)
