"""From a folder of packs to kinds and flows, or a list of everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from lubuk.foundation.access.phrases import PHRASES
from lubuk.foundation.items.kinds.definition import FieldDefinition, Flow, Kind, State, Step
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.marked import Marked, compose
from lubuk.foundation.items.kinds.problems import PackError, Problem
from lubuk.ui.drawings import ICONS

OFFERS = [
    "versions",
    "attachments",
    "comments",
    "ratings",
    "uses",
    "follow",
    "acknowledgement",
    "check-again",
    "parts",
    "chapters",
]
AUDIENCES = ["people", "unit", "institution", "institutions", "public"]
ALWAYS = ["summary", "body", "subjects"]  # what every kind has beside its fields
NOT_IN_ROWS = {"rows", "rich-text"}
COUNTS_AS = ["draft", "review", "published", "withdrawn"]
NUMBER = re.compile(r"^[A-Z]{1,6}-(\{year\}-)?\{seq:\d\}$")
KEY = re.compile(r"^[a-z][a-z0-9-]{1,39}$")
FIELD_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
LONGEST_CODE = 30  # as the schedule has it
PERIOD = re.compile(r"^(\d+) (months?|years?)$")


def read_packs(folder: Path) -> tuple[dict[str, Kind], dict[str, Flow]]:
    """Kinds and flows by their names. Raises PackError with every problem in every file."""
    problems: list[Problem] = []
    packs = sorted(path.parent for path in folder.glob("*/pack.yaml"))
    files = [path for pack in packs for path in sorted(pack.glob("*.yaml")) if path.name != "pack.yaml"]
    found = [m for path in files if (m := compose(path, problems))]
    documents = [m for m in found if says_what_it_is(m)]
    flows: dict[str, Flow] = {}
    for marked in (m for m in documents if not m.get("kind")):
        flow = read_flow(marked)
        if flow.name in flows:
            marked.wrong(f'the flow "{flow.name}" is already defined in another file')
        flows[flow.name] = flow
    kinds: dict[str, Kind] = {}
    for marked in (m for m in documents if m.get("kind")):
        kind = read_kind(marked, flows)
        if kind.key in kinds:
            marked.wrong(f'the kind "{kind.key}" is already defined in the pack "{kinds[kind.key].pack}"')
        kinds[kind.key] = kind
    if problems:
        raise PackError(problems)
    return kinds, flows


def says_what_it_is(m: Marked) -> bool:
    if m.get("kind") or m.get("flow"):
        return True
    m.wrong('should begin with "kind:" or "flow:"')
    return False


def read_flow(m: Marked) -> Flow:
    name = key_of(m, "flow")
    m.place = f"flow {name}"
    states = [read_state(value, key) for key, value in mapping(m, "states")]
    steps = [read_step(step, [s.name for s in states]) for step in listed(m, "steps")]
    m.refuse_unread()
    if not states:
        m.wrong('"states" should name at least one state')
        states = [State("draft", {}, "draft")]
    return Flow(name=name, states=tuple(states), steps=tuple(steps))


def read_state(m: Marked, name: str) -> State:
    m.place = f"{m.place}, state {name}"
    counts_as = m.get("counts_as")
    state = State(
        name=name,
        label=labels(m, "name"),
        counts_as=counts_as.one_of("counts_as", COUNTS_AS) if counts_as else "draft",
        is_end=bool((end := m.get("end")) and end.yes()),
    )
    m.refuse_unread()
    return state


def read_step(m: Marked, states: list[str]) -> Step:
    name = key_of(m, "step")
    m.place = f"{m.place}, step {name}"
    ask = m.get("ask")
    step = Step(
        name=name,
        label=labels(m, "name"),
        sources=tuple(source.one_of("state", states) for source in listed(m, "from")),
        to=need.one_of("state", states) if (need := m.need("to")) else "",
        by=phrases(m, "by"),
        not_by=phrases(m, "not_by"),
        needs=texts(m, "needs"),
        ask_reason=bool(ask and ask.get("reason")),
    )
    m.refuse_unread()
    return step


def read_kind(m: Marked, flows: dict[str, Flow]) -> Kind:
    key = key_of(m, "kind")
    m.place = f"kind {key}"
    flow_name = m.need("flow")
    flow = flows.get(flow_name.one_of("flow", list(flows))) if flow_name else None
    flow = flow or Flow("", (State("draft", {}, "draft"),), ())
    more: dict[str, Any] = {**read_audience(m), **read_body(m)}
    if layer := m.get("layer"):
        more["layer"] = layer.one_of("layer", ["peer", "curated"])
    if icon := m.get("icon"):
        more["icon"] = icon.one_of("icon", sorted(ICONS))
    if begin := phrases(m, "begin"):
        more["begin"] = begin
    if offers := m.get("offers"):
        more["offers"] = frozenset(offer.one_of("offer", OFFERS) for offer in offers.items())
    if title := m.get("title"):
        more["title_help"] = labels(title, "help")
    fields = read_fields(m, flow)
    kind = Kind(
        key=key,
        names=labels(m, "name"),
        plurals=labels(m, "plural"),
        purposes=labels(m, "purpose"),
        flow=flow,
        number=read_number(m),
        check_again_months=read_months(m),
        fields=fields,
        complete=tuple(
            name.one_of("field", [*(f.name for f in fields), *ALWAYS]) for name in listed(m, "complete")
        ),
        register_columns=texts(register, "columns") if (register := m.get("register")) else (),
        retention=read_retention(m),
        pack=m.file.parent.name,
        **more,
    )
    m.refuse_unread()
    return kind


def read_audience(m: Marked) -> dict[str, Any]:
    audience = m.get("audience")
    if not audience:
        return {}
    may = tuple(word.one_of("audience", AUDIENCES) for word in listed(audience, "may")) or tuple(AUDIENCES)
    default = audience.need("default")
    return {
        "audiences": may,
        "default_audience": default.one_of("audience", list(may)) if default else may[0],
    }


def read_body(m: Marked) -> dict[str, Any]:
    body = m.get("body")
    if not body:
        return {}
    if body.node.tag.endswith(":bool"):
        return {"has_body": body.yes()}
    found = {"body_label": labels(body, "label"), "body_help": optional_labels(body, "help")}
    body.refuse_unread()
    return found


def read_number(m: Marked) -> str:
    number = m.get("number")
    if number and not NUMBER.match(number.text()):
        number.wrong(f'number "{number.text()}" should look like "GD-{{year}}-{{seq:4}}"')
    return number.text() if number else ""


def read_months(m: Marked) -> int:
    period = m.get("check_again")
    if not period:
        return 0
    match = PERIOD.match(period.text())
    if not match:
        period.wrong(f'check_again "{period.text()}" should look like "12 months" or "2 years"')
        return 0
    return int(match[1]) * (12 if match[2].startswith("year") else 1)


def read_retention(m: Marked) -> str:
    code = m.get("retention")
    if code and len(code.text()) > LONGEST_CODE:
        code.wrong(f'retention "{code.text()}" should be a code of at most {LONGEST_CODE} letters')
    return code.text() if code else ""


def read_fields(
    m: Marked, flow: Flow | None, key: str = "fields", needed: bool = False
) -> tuple[FieldDefinition, ...]:
    fields: dict[str, FieldDefinition] = {}
    for field in listed(m, key, needed):
        definition = read_field(field, flow)
        if definition.name and definition.name in fields:
            field.wrong(f'the field "{definition.name}" is defined twice')
        fields[definition.name] = definition
    return tuple(fields.values())


def read_field(m: Marked, flow: Flow | None) -> FieldDefinition:
    """A field of a kind, or with no flow a column of a table, which holds no texts and no tables of its own."""
    name = text(m, "field")
    m.place = f"{m.place}, field {name}"
    if name and not FIELD_NAME.match(name):
        m.wrong(f'field name "{name}" should be small letters, figures and _')
    types = [name for name in FIELD_TYPES if flow or name not in NOT_IN_ROWS]
    type_ = need.one_of("type", types) if (need := m.need("type")) else "text"
    required = m.get("required")
    moments = ["begin", "publish", *(step.name for step in flow.steps)] if flow else ["publish"]
    definition = FieldDefinition(
        name=name,
        type=type_,
        label=labels(m, "label"),
        help=optional_labels(m, "help"),
        example=optional_labels(m, "example"),
        required=required.one_of("required", moments) if required else "",
        weight=weight.number() if (weight := m.get("weight")) else 1.0,
        dublin_core=term.text() if (term := m.get("dublin_core")) else "",
        choices=tuple(
            (key, value.labels(languages())) for key, value in mapping(m, "choices", type_ == "choice")
        ),
        columns=read_fields(m, None, "columns", needed=type_ == "rows") if flow else (),
    )
    m.refuse_unread()
    return definition


# Reading one key of a mapping, with the problem noted where it stands.


def languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def key_of(m: Marked, key: str) -> str:
    name = text(m, key)
    if name and not KEY.match(name):
        m.wrong(f'{key} "{name}" should be small letters, figures and hyphens')
    return name


def text(m: Marked, key: str) -> str:
    found = m.need(key)
    return found.text() if found else ""


def texts(m: Marked, key: str) -> tuple[str, ...]:
    found = m.get(key)
    return found.texts() if found else ()


def labels(m: Marked, key: str) -> Any:
    found = m.need(key)
    return found.labels(languages()) if found else {}


def optional_labels(m: Marked, key: str) -> Any:
    found = m.get(key)
    return found.labels(languages()) if found else {}


def listed(m: Marked, key: str, needed: bool = False) -> list[Marked]:
    found = m.need(key) if needed else m.get(key)
    return found.items() if found else []


def mapping(m: Marked, key: str, needed: bool = False) -> Iterable[tuple[str, Marked]]:
    found = m.need(key) if needed else m.get(key)
    return list(found.pairs()) if found else []


def phrases(m: Marked, key: str) -> tuple[str, ...]:
    return tuple(phrase.one_of("role", list(PHRASES)) for phrase in listed(m, key))
