"""The kinds in force, and those that older items were made with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.apps import apps
from django.conf import settings

from lubuk.foundation.items.kinds.definition import (
    Condition,
    FieldDefinition,
    Flow,
    Kind,
    Reminder,
    State,
    Step,
)
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.reading import read_packs
from lubuk.foundation.prepared import read_row

NOTHING_MORE = [[None, None], False, ()]


class HasKind(Protocol):
    kind: str
    kind_version: str


class UnknownKind(LookupError):
    """An item's kind is in no pack, and no earlier definition of it was kept."""


type KindsAndFlows = tuple[dict[str, Kind], dict[str, Flow]]


@dataclass
class InForce:
    """What this process goes by: the shipped packs, until `lubuk.foundation.shaping` puts others over them."""

    shaped: KindsAndFlows | None = None


IN_FORCE = InForce()


@cache
def shipped() -> KindsAndFlows:
    """Read once a process. Raises PackError: the server refuses to start on a broken pack."""
    return read_packs(Path(settings.PACKS_DIR))


def kinds_and_flows() -> KindsAndFlows:
    return IN_FORCE.shaped or shipped()


def kinds() -> dict[str, Kind]:
    return kinds_and_flows()[0]


def states_that_count_as(phase: str) -> set[str]:
    """The states of this phase in every flow there is, for questions that span kinds."""
    states = (state for flow in kinds_and_flows()[1].values() for state in flow.states)
    return {state.name for state in states if state.counts_as == phase}


def get(key: str) -> Kind | None:
    return kinds().get(key)


def kind_of(item: HasKind) -> Kind:
    """The definition the item was made with: its fields and states, even when the kind has changed since.

    Raises UnknownKind.
    """
    current = get(item.kind)
    if current and fingerprint(current) == item.kind_version:
        return current
    try:
        return kept(item.kind_version)
    except UnknownKind:
        if current is None:
            raise
        return current


@cache
def fingerprint(kind: Kind) -> str:
    """Changes when fields, states or steps do. Wording may be bettered without making a new version."""

    def shape(definition: FieldDefinition) -> list[Any]:
        options = [key for key, _label in definition.choices]
        conditions = [c and [c.field, c.answers] for c in (definition.when, definition.required_when)]
        more = [conditions, definition.many, definition.of]
        return [
            definition.name,
            definition.type,
            definition.required,
            options,
            [shape(c) for c in definition.columns],
            *(
                more if more != NOTHING_MORE else []
            ),  # so that what was kept before these came has its old name
        ]

    flow = kind.flow
    parts = [
        [shape(f) for f in kind.fields if f.name != FILES.name],  # an offer, and offers may change
        [[state.name, state.counts_as, state.is_end] for state in flow.states],
        [step_shape(step) for step in flow.steps],
    ]
    return hashlib.sha256(json.dumps([kind.key, *parts]).encode()).hexdigest()[:16]


def step_shape(step: Step) -> list[Any]:
    """What is rare is only there when it is said, so that the fingerprints of all other kinds stay as they are."""
    several = [step.approvals, step.approvals_of] if step.asks_several else []
    return [step.name, step.sources, step.to, step.by, step.not_by, step.needs, *several]


def keep(kind: Kind) -> str:
    """Make sure that the definition can be read later; returns its fingerprint."""
    found, versions = fingerprint(kind), apps.get_model("items", "KindVersion")
    if read_row(versions, found) is None:
        definition = json.loads(json.dumps(asdict(kind), default=sorted))
        versions._default_manager.get_or_create(
            fingerprint=found, defaults={"kind": kind.key, "definition": definition}
        )
    return found


@cache
def kept(version: str) -> Kind:
    """Raises UnknownKind, and asks again the next time: another process may keep it in between."""
    row = apps.get_model("items", "KindVersion")._default_manager.filter(pk=version).first()
    if row is None:
        raise UnknownKind(version)
    return from_json(row.definition)


def from_json(said: dict[str, Any]) -> Kind:
    flow = said["flow"]
    return Kind(
        **{
            **said,
            "flow": Flow(
                name=flow["name"],
                states=tuple(State(**state) for state in flow["states"]),
                steps=tuple(Step(**{**step, **tuples(step)}) for step in flow["steps"]),
                reminders=tuple(Reminder(**reminder) for reminder in flow.get("reminders", ())),
                label=flow.get("label", {}),
            ),
            "offers": frozenset(said["offers"]),
            "fields": tuple(field_from_json(f) for f in said["fields"]),
            **tuples({k: v for k, v in said.items() if k not in {"offers", "fields", "flow"}}),
        }
    )


def field_from_json(said: dict[str, Any]) -> FieldDefinition:
    columns = tuple(field_from_json(column) for column in said["columns"])
    choices = tuple((key, label) for key, label in said["choices"])
    conditions = {name: condition_from_json(said.get(name)) for name in ("when", "required_when")}
    lists = {name: tuple(said.get(name, ())) for name in ("of", "accept")}
    return FieldDefinition(**{**said, "columns": columns, "choices": choices, **lists, **conditions})


def condition_from_json(said: dict[str, Any] | None) -> Condition | None:
    return Condition(said["field"], tuple(said["answers"])) if said else None


def tuples(said: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) for key, value in said.items() if isinstance(value, list)}
