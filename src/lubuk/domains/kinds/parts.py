"""A text as lists of parts: fields of a kind, columns of a field, states and steps of a flow.

Adding, changing, moving and removing one gives the whole text anew; keeping it is for `storing`.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lubuk.domains.kinds.field_forms import ColumnForm, FieldForm
from lubuk.domains.kinds.flow_forms import StateForm, StepForm
from lubuk.domains.kinds.opening import Opened
from lubuk.domains.kinds.part_forms import PartForm
from lubuk.domains.kinds.saying import TYPES
from lubuk.foundation.items.kinds.field_types.registered import types_for_columns
from lubuk.foundation.shaping.plain import plain
from lubuk.foundation.shaping.texts import shipped

type Said = dict[str, Any]


@dataclass(frozen=True)
class Sort:
    """A sort of part."""

    key: str  # in the text and in addresses
    of: str  # kind, flow or field
    form: type[PartForm]
    add: Promise

    @property
    def id_key(self) -> str:
        return self.form.id_key


SORTS = {
    sort.key: sort
    for sort in (
        Sort("fields", "kind", FieldForm, _("Add a field")),
        Sort("columns", "field", ColumnForm, _("Add a column")),
        Sort("states", "flow", StateForm, _("Add a state")),
        Sort("steps", "flow", StepForm, _("Add a step")),
    )
}
FIELDS = SORTS["fields"]


@dataclass(frozen=True)
class Parts:
    """All parts of a sort that a text has; or, with a field's name, the columns of that table."""

    opened: Opened
    sort: Sort
    field: str = ""

    @property
    def said(self) -> Said:
        """The mapping that has them: the whole text, or the field in it."""
        return self.within(self.opened.said)

    def within(self, said: Said) -> Said:
        return named(listed(said, FIELDS), FIELDS, self.field) if self.field else said

    def all(self) -> list[Said]:
        return listed(self.said, self.sort)

    def names(self) -> list[str]:
        return [str(part.get(self.sort.id_key, "")) for part in self.all()]

    def one_or_404(self, name: str) -> Said:
        if name not in self.names():
            raise Http404
        return named(self.all(), self.sort, name)

    def with_all(self, parts: list[Said]) -> Said:
        """The whole text with these instead."""
        changed = with_parts(self.said, self.sort, parts)
        if not self.field:
            return changed
        fields = [
            changed if each.get("field") == self.field else each for each in listed(self.opened.said, FIELDS)
        ]
        return with_parts(self.opened.said, FIELDS, fields)

    def with_one(self, name: str, part: Said) -> Said:
        """In the place of the one called so, or at the end."""
        if not name:
            return self.with_all([*self.all(), part])
        return self.with_all([part if each[self.sort.id_key] == name else each for each in self.all()])

    def moved(self, name: str, by: int) -> Said:
        parts, at = self.all(), self.names().index(name)
        parts.insert(min(max(at + by, 0), len(parts) - 1), parts.pop(at))
        return self.with_all(parts)

    def without(self, name: str) -> Said:
        """What was written in it stays kept with its items."""
        said = self.with_all([part for part in self.all() if part[self.sort.id_key] != name])
        return unmentioned(said, name) if self.sort is FIELDS else said

    def ever_named(self) -> set[str]:
        """Names that a part of this sort has or had, in any text that was ever in force."""
        opened, texts = self.opened, [self.opened.text]
        if opened.is_shipped:
            texts.append(shipped()[opened.name].text)
        if opened.definition:
            texts += [version.text for version in opened.definition.versions.exclude(text="")]
        parts = (part for text in texts for part in listed(self.within(plain(text)), self.sort))
        return {part.get(self.sort.id_key, "") for part in parts} | {"add"}  # the address of a new one

    def path_of(self, name: str) -> tuple[str, ...]:
        """Where the part stands in the text."""
        before = Parts(self.opened, FIELDS).path_of(self.field) if self.field else ()
        if self.sort.key == "states":
            return self.sort.key, name
        names = self.names()
        return *before, self.sort.key, str(names.index(name) if name else len(names))

    @property
    def types(self) -> dict[str, tuple[Promise, Promise]]:
        """What a new one can hold; nothing for parts that hold nothing."""
        if self.sort.key == "columns":
            return {name: words for name, words in TYPES.items() if name in types_for_columns()}
        return TYPES if self.sort is FIELDS else {}

    @property
    def where(self) -> str:
        """The page that lists them."""
        if self.field:
            return f"{self.opened.url('part', FIELDS.key, self.field)}#columns"
        return f"{self.opened.url()}#{self.sort.key}"

    def url(self, name: str = "") -> str:
        """Of one of them, or of adding one."""
        at = [self.opened.sort, self.opened.key, *([self.field] if self.field else [self.sort.key])]
        of = "column" if self.field else "part"
        return reverse(f"kinds:{of}", args=[*at, name]) if name else reverse(f"kinds:add_{of}", args=at)


def parts_or_404(opened: Opened, key: str, field: str = "") -> Parts:
    sort = SORTS.get(key)
    if sort is None or sort.of != ("field" if field else opened.sort):
        raise Http404
    parts = Parts(opened, sort, field)
    if field and parts.said.get("type") != "rows":
        raise Http404
    return parts


def listed(said: Said, sort: Sort) -> list[Said]:
    """States are a mapping in the text, the others lists."""
    parts = said.get(sort.key) or []
    if isinstance(parts, dict):
        return [{sort.id_key: name, **part} for name, part in parts.items()]
    return list(parts)


def named(parts: list[Said], sort: Sort, name: str) -> Said:
    return next((part for part in parts if part.get(sort.id_key) == name), {})


def with_parts(said: Said, sort: Sort, parts: list[Said]) -> Said:
    found, key = deepcopy(said), sort.id_key
    if sort.key == "states":
        found[sort.key] = {part[key]: {k: v for k, v in part.items() if k != key} for part in parts}
    else:
        found[sort.key] = parts
    return found


def unmentioned(said: Said, field: str) -> Said:
    """Without the field in the lists of what is complete and of what the register shows."""
    register = dict(said.get("register", {}))
    for name in ("columns", "facets"):
        register[name] = [each for each in register.get(name, []) if each != field]
    if register.get("sort", "").removeprefix("-") == field:
        register["sort"] = ""
    complete = [each for each in said.get("complete", []) if each != field]
    return {**said, "complete": complete, "register": register}
