"""What putting a text in force would mean for the items that are there. Counted in the database, not item by item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import KindsAndFlows, fingerprint, kinds_and_flows
from lubuk.foundation.items.models import Item
from lubuk.foundation.shaping.texts import Name

type Counted = tuple[tuple[str, int], ...]  # the words for a field or a state, and how many items


@dataclass(frozen=True)
class Consequences:
    """For one kind. Nothing happens to an item before it is moved; this says what would then."""

    kind: Kind
    items: int
    is_new_version: bool  # items that are there keep the definition they have
    hidden: Counted  # fields that hold something and would not be shown; it stays kept
    needed: Counted  # fields that would have to be filled, and aren't
    stuck: Counted  # states that are gone: these items can't be moved before they leave them

    @property
    def is_harmless(self) -> bool:
        return not (self.hidden or self.needed or self.stuck)


def consequences(name: Name, after: KindsAndFlows) -> list[Consequences]:
    """For the kind of this name, or for each kind that uses the flow; kinds without items are left out."""
    before = kinds_and_flows()[0]
    sort, key = name
    touched = [kind for kind in after[0].values() if key == (kind.key if sort == "kind" else kind.flow.name)]
    found = [of_kind(before[kind.key], kind) for kind in touched if kind.key in before]
    return [each for each in found if each.items]


def of_kind(old: Kind, new: Kind) -> Consequences:
    items = Item.objects.filter(kind=old.key)
    types = {field.name: field.type for field in new.fields}
    gone = [field for field in old.fields if types.get(field.name) != field.type]
    optional = {field.name for field in old.fields if not field.required}
    asked = [f for f in new.fields if f.required and (f.name in optional or not old.field(f.name))]
    states = {state.name for state in new.flow.states}
    left = [state for state in old.flow.states if state.name not in states]
    return Consequences(
        kind=new,
        items=items.count(),
        is_new_version=fingerprint(old) != fingerprint(new),
        hidden=counted((str(f), items.filter(holds(f.name)).count()) for f in gone),
        needed=counted((str(f), items.exclude(holds(f.name)).count()) for f in asked),
        stuck=counted((str(s), items.filter(stands_in(s.name)).count()) for s in left),
    )


def counted(pairs: Iterable[tuple[str, int]]) -> Counted:
    return tuple((words, count) for words, count in pairs if count)


def holds(field: str) -> Q:
    return Q(published__fields__has_key=field) | Q(draft__fields__has_key=field)


def stands_in(state: str) -> Q:
    return Q(state=state) | Q(draft__state=state)
