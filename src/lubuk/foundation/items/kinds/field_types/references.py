"""Types that point at people, units, subjects and other items. Ids are kept; words are shown and typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lubuk.foundation.accounts.models import Reader, Stranger
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType
from lubuk.foundation.items.kinds.field_types.choices import BETWEEN
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names, Reference
from lubuk.foundation.items.kinds.field_types.picking import ReferenceField, find_all, unseen_of


def ids_in(value: Any) -> list[int]:
    """One id or a list of them: a kind may have asked for one before it asked for many."""
    return list(value) if isinstance(value, list) else [value]


class ReferenceType(FieldType):
    """Kept as an id, or with `many: yes` as a list of ids; a cell says keys: "ratna; dewi"."""

    may_be_many = True

    def __init__(self, sort: str) -> None:
        self.sort = sort

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        finder = Finder(reader or Stranger())
        return ReferenceField(self.sort, finder, many=definition.many, of=definition.of, was=self.was(was))

    def was(self, value: Any) -> list[int]:
        return ids_in(value) if value is not None and self.fits(value, NO_DEFINITION) else []

    def to_json(self, value: list[int] | int) -> Any:
        return value

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return all(isinstance(pk, int) and not isinstance(pk, bool) for pk in ids_in(value))

    def references(self, value: Any, definition: FieldDefinition) -> Iterable[Reference]:
        return [(self.sort, pk) for pk in ids_in(value)]

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        named = [
            format_html('<a href="{}">{}</a>', one.url, one.label)
            if one.url
            else format_html("{}", one.label)
            for one in names.of(self.references(value, definition))
        ]
        if len(named) == 1:
            return format_html("<p>{}</p>", named[0])
        return format_html(
            '<ul class="plainlist">{}</ul>', format_html_join("", "<li>{}</li>", ((one,) for one in named))
        )

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return ", ".join(named.label for named in names.of(self.references(value, definition)))

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        """What the reader may not see is left out; `from_plain` keeps it, when it is told what was there."""
        return f"{BETWEEN} ".join(
            named.key for named in names.of(self.references(value, definition)) if named.key
        )

    def from_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any = None) -> Any:
        words = [word for word in text.split(BETWEEN) if word.strip()]
        found = find_all(self.sort, words, finder, definition.of, many=definition.many)
        return settled(found, unseen_of(self.sort, self.was(was), finder), many=definition.many)


def settled(found: list[int], unseen: list[int], *, many: bool) -> Any:
    """What stands now: of what this person could not see nothing was taken away."""
    if many:
        return [*found, *(pk for pk in unseen if pk not in found)] or None
    return next(iter([*found, *unseen]), None)


NO_DEFINITION = FieldDefinition(name="", type="", label={})
