"""Two versions of an item, part by part."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lubuk.domains.library.reading import RICH
from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.naming import Names
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.richtext.compare import compare, compare_text


def differences(shown: Item, before: Version, after: Version, names: Names) -> list[tuple[str, str]]:
    """Label and marked-up change of each part that differs."""
    parts = [
        (_("Title"), compare_text(before.title, after.title), before.title != after.title),
        (_("Summary"), compare_text(before.summary, after.summary), before.summary != after.summary),
        *((label, change, True) for label, change in field_differences(kind_of(shown), before, after, names)),
        (_("Text"), compare(before.body, after.body), before.body != after.body),
    ]
    return [(label, change) for label, change, differs in parts if differs]


def field_differences(kind: Kind, before: Version, after: Version, names: Names) -> Iterator[tuple[str, str]]:
    old, new = (
        {definition.name: value for definition, _type, value in written(kind, version.fields)}
        for version in (before, after)
    )
    for definition in kind.fields:
        values = old.get(definition.name), new.get(definition.name)
        if values[0] == values[1]:
            continue
        if definition.type == RICH:
            yield str(definition), compare(values[0] or "", values[1] or "")
        else:
            field_type = FIELD_TYPES[definition.type]
            words = ("" if value is None else field_type.text(value, definition, names) for value in values)
            yield str(definition), compare_text(*words)
