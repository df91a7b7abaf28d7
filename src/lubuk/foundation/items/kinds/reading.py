"""From a folder of packs to kinds and flows, or a list of everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lubuk.foundation.items.kinds.definition import FieldDefinition, Flow, Kind, State, Step
from lubuk.foundation.items.kinds.field_types.currencies import CODES
from lubuk.foundation.items.kinds.files import with_files
from lubuk.foundation.items.kinds.marked import Marked, compose
from lubuk.foundation.items.kinds.problems import PackError, Problem
from lubuk.foundation.items.kinds.reading_fields import read_fields
from lubuk.foundation.items.kinds.reading_keys import (
    key_of,
    labels,
    listed,
    mapping,
    optional_labels,
    phrases,
    texts,
)
from lubuk.foundation.items.kinds.reading_register import read_register
from lubuk.foundation.items.kinds.reading_reviews import read_approvals, read_reminders
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
COUNTS_AS = ["draft", "review", "published", "withdrawn"]
NUMBER = re.compile(r"^[A-Z]{1,6}-(\{year\}-)?\{seq:\d\}$")
CLOSING = ("date", "period")  # types of a field that can say when a matter was closed
LONGEST_CODE = 30  # as the schedule has it
PERIOD = re.compile(r"^(\d+) (months?|years?)$")


def read_packs(folder: Path) -> tuple[dict[str, Kind], dict[str, Flow]]:
    """Kinds and flows by their names. Raises PackError with every problem in every file."""
    problems: list[Problem] = []
    return read_documents(documents_in(folder, problems), problems)


def documents_in(folder: Path, problems: list[Problem]) -> list[Marked]:
    packs = sorted(path.parent for path in folder.glob("*/pack.yaml"))
    files = [path for pack in packs for path in sorted(pack.glob("*.yaml")) if path.name != "pack.yaml"]
    return [m for path in files if (m := compose(path, problems))]


def read_documents(
    found: Iterable[Marked], problems: list[Problem]
) -> tuple[dict[str, Kind], dict[str, Flow]]:
    """Documents that were composed, each noting to `problems`. Raises PackError when that holds any in the end."""
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
    for marked in (m for m in documents if m.get("kind")):
        refuse_unknown_kinds(marked, list(kinds))
    if problems:
        raise PackError(problems)
    return kinds, flows


def says_what_it_is(m: Marked) -> bool:
    if m.get("kind") or m.get("flow"):
        return True
    m.wrong('should begin with "kind:" or "flow:"')
    return False


def refuse_unknown_kinds(m: Marked, known: list[str]) -> None:
    """`of` may name a kind of a later file, so it is looked at when all are read."""
    for field in listed(m, "fields"):
        of = field.get("of")
        if of and of.is_list and (name := field.get("field")):
            for kind in of.items():
                kind.place = f"{m.place}, field {name.text()}"
                kind.one_of("kind", known)


def read_flow(m: Marked) -> Flow:
    name = key_of(m, "flow")
    m.place = f"flow {name}"
    label = optional_labels(m, "name")
    states = [read_state(value, key) for key, value in mapping(m, "states")]
    steps = [read_step(step, [s.name for s in states]) for step in listed(m, "steps")]
    reminders = read_reminders(m, [s.name for s in states])
    m.refuse_unread()
    if not states:
        m.wrong('"states" should name at least one state')
        states = [State("draft", {}, "draft")]
    return Flow(name=name, states=tuple(states), steps=tuple(steps), reminders=reminders, label=label)


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
    ask, several = m.get("ask"), read_approvals(m)
    step = Step(
        name=name,
        label=labels(m, "name"),
        sources=tuple(source.one_of("state", states) for source in listed(m, "from")),
        to=need.one_of("state", states) if (need := m.need("to")) else "",
        by=phrases(m, "by") or several.get("approvals_of", ()),
        not_by=phrases(m, "not_by"),
        needs=texts(m, "needs"),
        ask_reason=bool(ask and ask.get("reason")),
        **several,
    )
    m.refuse_unread()
    return step


def read_kind(m: Marked, flows: dict[str, Flow]) -> Kind:
    key = key_of(m, "kind")
    m.place = f"kind {key}"
    flow_name = m.need("flow")
    flow = flows.get(flow_name.one_of("flow", list(flows))) if flow_name else None
    flow = flow or Flow("", (State("draft", {}, "draft"),), ())
    more: dict[str, Any] = {**read_audience(m), **read_body(m), **read_register(m)}
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
    currency = word.one_of("currency", CODES) if (word := m.get("currency")) else ""
    fields = read_fields(m, flow, currency=currency)
    kind = Kind(
        key=key,
        names=labels(m, "name"),
        plurals=labels(m, "plural"),
        purposes=labels(m, "purpose"),
        flow=flow,
        number=read_number(m),
        check_again_months=read_months(m),
        fields=with_files(fields, more.get("offers", frozenset())),
        complete=tuple(
            name.one_of("field", [*(f.name for f in fields), *ALWAYS]) for name in listed(m, "complete")
        ),
        retention=read_retention(m),
        closes=read_closes(m, fields),
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
    if not body.is_mapping:
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


def read_closes(m: Marked, fields: Iterable[FieldDefinition]) -> str:
    closes = m.get("closes")
    if closes is None or not closes.text():
        return ""
    days = [field.name for field in fields if field.type in CLOSING]
    if not days:
        closes.wrong('"closes" names a date or a period among the fields; there is none')
        return ""
    return closes.one_of("field", days)


def read_retention(m: Marked) -> str:
    code = m.get("retention")
    if code and len(code.text()) > LONGEST_CODE:
        code.wrong(f'retention "{code.text()}" should be a code of at most {LONGEST_CODE} letters')
    return code.text() if code else ""
