"""A text as lists of parts: fields of a kind, states and steps of a flow. Adding, changing, moving, removing one."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lubuk.domains.kinds.opening import Opened
from lubuk.domains.kinds.part_forms import FieldForm, PartForm, StateForm, StepForm
from lubuk.foundation.shaping.plain import plain
from lubuk.foundation.shaping.texts import shipped

type Said = dict[str, Any]


@dataclass(frozen=True)
class Sort:
    """A sort of part."""

    key: str  # in the text and in addresses
    of: str  # kind or flow
    form: type[PartForm]
    add: Promise


SORTS = {
    sort.key: sort
    for sort in (
        Sort("fields", "kind", FieldForm, _("Add a field")),
        Sort("states", "flow", StateForm, _("Add a state")),
        Sort("steps", "flow", StepForm, _("Add a step")),
    )
}


def sort_or_404(opened: Opened, key: str) -> Sort:
    sort = SORTS.get(key)
    if sort is None or sort.of != opened.sort:
        raise Http404
    return sort


def parts_of(said: Said, sort: Sort) -> list[Said]:
    """States are a mapping in the text, the others lists."""
    parts = said.get(sort.key) or []
    if isinstance(parts, dict):
        return [{sort.form.id_key: name, **part} for name, part in parts.items()]
    return list(parts)


def with_parts(said: Said, sort: Sort, parts: list[Said]) -> Said:
    found = deepcopy(said)
    key = sort.form.id_key
    if sort.key == "states":
        found[sort.key] = {part[key]: {k: v for k, v in part.items() if k != key} for part in parts}
    else:
        found[sort.key] = parts
    return found


def part_or_404(opened: Opened, sort: Sort, name: str) -> Said:
    for part in parts_of(opened.said, sort):
        if part.get(sort.form.id_key) == name:
            return part
    raise Http404


def put(said: Said, sort: Sort, name: str, part: Said) -> Said:
    """In the place of the one called so, or at the end."""
    parts, key = parts_of(said, sort), sort.form.id_key
    if name:
        return with_parts(said, sort, [part if each[key] == name else each for each in parts])
    return with_parts(said, sort, [*parts, part])


def moved(said: Said, sort: Sort, name: str, by: int) -> Said:
    parts = parts_of(said, sort)
    at = [part[sort.form.id_key] for part in parts].index(name)
    to = min(max(at + by, 0), len(parts) - 1)
    parts.insert(to, parts.pop(at))
    return with_parts(said, sort, parts)


def without(said: Said, sort: Sort, name: str) -> Said:
    """A field also leaves the list of what is complete; what was written in it stays kept with its items."""
    found = with_parts(said, sort, [p for p in parts_of(said, sort) if p[sort.form.id_key] != name])
    if sort.key == "fields":
        found["complete"] = [each for each in found.get("complete", []) if each != name]
    return found


def ever_named(opened: Opened, sort: Sort) -> set[str]:
    """Names that a part of this sort has or had, in any text that was ever in force."""
    texts = [opened.text]
    if opened.is_shipped:
        texts.append(shipped()[opened.name].text)
    if opened.definition:
        texts += [version.text for version in opened.definition.versions.exclude(text="")]
    named = {part.get(sort.form.id_key, "") for text in texts for part in parts_of(plain(text), sort)}
    return named | {"add"}  # the address of a new one
