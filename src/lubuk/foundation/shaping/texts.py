"""The texts of kinds and flows, shipped and own, and reading them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from lubuk.foundation.items.kinds.marked import Marked, compose_text
from lubuk.foundation.items.kinds.problems import PackError, Problem
from lubuk.foundation.items.kinds.reading import documents_in, read_documents
from lubuk.foundation.items.kinds.registry import KindsAndFlows
from lubuk.foundation.shaping.models import Definition

OWN = Path("own")  # the pack that what is written here belongs to
MOST_BYTES = 100_000  # of one text; the longest that is shipped has 4,000
KEPT = 200  # texts that are kept composed, a few kB each
READ = 8  # of the latest sets of texts, what they define: a few hundred kB each
MOST_FIELDS = 150  # a form longer than that is a table or two kinds
MOST_STEPS = 100  # states and steps, of a flow

type Name = tuple[str, str]  # "kind" or "flow", and its key
type Texts = Mapping[Name, str]


@dataclass(frozen=True)
class Shipped:
    """A file of a shipped pack."""

    file: Path
    text: str
    node: yaml.Node


@cache
def shipped() -> dict[Name, Shipped]:
    found: dict[Name, Shipped] = {}
    for m in documents_in(Path(settings.PACKS_DIR), []):
        found[name_in(m)] = Shipped(m.file, m.file.read_text(encoding="utf-8"), m.node)
    return found


def name_in(m: Marked) -> Name:
    sort = "kind" if m.get("kind") else "flow"
    said = m.get(sort)
    return sort, said.text() if said else ""


def own_texts() -> dict[Name, str]:
    """What is in force of what was written here."""
    rows = Definition.objects.filter(in_force__isnull=False).select_related("in_force")
    return {row.name: row.in_force.text for row in rows if row.in_force}


def read_with(own: Texts) -> KindsAndFlows:
    """Kinds and flows when these texts stand over the shipped ones. Raises PackError."""
    kinds, flows = read_once(tuple(own.items()))
    return {**kinds}, {**flows}


@lru_cache(maxsize=READ)
def read_once(own: tuple[tuple[Name, str], ...]) -> KindsAndFlows:
    """A form that is shown, sent, kept and shown again asks for the same texts each time; to read all takes 40 ms."""
    problems: list[Problem] = []
    texts = dict(own)
    files = [Marked(each.node, each.file, problems) for name, each in shipped().items() if name not in texts]
    return read_documents([*files, *composed(texts, problems)], problems)


def composed(own: Texts, problems: list[Problem]) -> Iterable[Marked]:
    for name, text in own.items():
        path = path_of(name)
        if len(text.encode()) > MOST_BYTES:
            problems.append(Problem(path, 1, "", f"is larger than {MOST_BYTES // 1000} kB"))
        elif m := marked(text, path, problems):
            refuse_too_many(m)
            refuse_another_name(m, name)
            yield m


def marked(text: str, path: Path, problems: list[Problem]) -> Marked | None:
    node = node_of(text)
    return Marked(node, path, problems) if node else compose_text(text, path, problems)


@lru_cache(maxsize=KEPT)
def node_of(text: str) -> yaml.Node | None:
    """Each save reads all texts together; those that are as before need not be composed again.

    None when something is wrong already here: it is said with the path of whoever asks.
    """
    problems: list[Problem] = []
    m = compose_text(text, OWN, problems)
    if m:
        refuse_too_many(m)
    return m.node if m and not problems else None


def path_of(name: Name) -> Path:
    return OWN / f"{name[1]}.yaml"


def refuse_another_name(m: Marked, name: Name) -> None:
    """A text under one name that defines another would shadow something without a word."""
    if m.is_mapping and name_in(m) != name:
        m.wrong(f'should begin with "{name[0]}: {name[1]}"')


def refuse_too_many(m: Marked) -> None:
    for key, most in (("fields", MOST_FIELDS), ("steps", MOST_STEPS), ("states", MOST_STEPS)):
        found = m.get(key) if m.is_mapping else None
        if found and len(found.node.value) > most:
            found.wrong(f"holds more than {most}; nobody would fill them all")
            found.node.value = found.node.value[:1]


def check(name: Name, text: str) -> KindsAndFlows:
    """All that would be in force with this text. Raises PackError, also for what it would break elsewhere."""
    return read_with({**own_texts(), name: text})


def readable(own: Texts) -> tuple[KindsAndFlows, list[Problem]]:
    """As many of the texts as can be read: a text that a newer Lubuk can't read leaves its place to the shipped one."""
    wrong: list[Problem] = []
    left = dict(own)
    while True:
        try:
            return read_with(left), wrong
        except PackError as error:
            bad = {problem.file for problem in error.problems}
            stay = {name: text for name, text in left.items() if path_of(name) not in bad}
            wrong += error.problems
            left = stay if len(stay) < len(left) else {}
