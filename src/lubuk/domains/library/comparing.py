"""Two versions of an item, part by part."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.richtext.compare import compare, compare_text


def differences(shown: Item, before: Version, after: Version) -> list[tuple[str, str]]:
    """Label and marked-up change of each part that differs."""
    kind = kind_of(shown)
    parts = [
        (_("Title"), compare_text(before.title, after.title), before.title != after.title),
        (_("Summary"), compare_text(before.summary, after.summary), before.summary != after.summary),
    ]
    for definition in kind.fields:
        old, new = before.fields.get(definition.name), after.fields.get(definition.name)
        if old == new:
            continue
        if definition.type == "rich-text":
            parts.append((str(definition), compare(old or "", new or ""), True))
        else:
            field_type = FIELD_TYPES[definition.type]
            words = [field_type.text(value, definition) if value is not None else "" for value in (old, new)]
            parts.append((str(definition), compare_text(*words), True))
    parts.append((_("Text"), compare(before.body, after.body), before.body != after.body))
    return [(label, change) for label, change, differs in parts if differs]
