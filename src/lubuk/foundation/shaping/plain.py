"""A text of a pack as plain mappings, lists and words, for forms that change a part of it, and back again.

Everything is words, as the reader reads it: `no` stays "no". Comments are lost on the way; the YAML page keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from lubuk.foundation.items.kinds.marked import plain_node

NUMBER = re.compile(r"^\d{1,9}(\.\d{1,6})?$")
WIDTH = 110  # columns

type Mapping = dict[str, Any]


def plain(text: str) -> Mapping:
    """Of a text that the reader has accepted."""
    node = plain_node(text)
    found = value_of(node) if node else {}
    return found if isinstance(found, dict) else {}


def value_of(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): value_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(value) for value in node.value]
    return str(node.value)


class PackDumper(yaml.SafeDumper):
    """Writes numbers, yes and no without quotes, as people do in packs."""


def write_word(dumper: yaml.SafeDumper, word: str) -> yaml.Node:
    tag = "bool" if word in {"yes", "no"} else "float" if "." in word else "int"
    as_is = word in {"yes", "no"} or NUMBER.match(word)
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag if as_is else 'str'}", word)


PackDumper.add_representer(str, write_word)


def written(said: Mapping) -> str:
    """As YAML, in the order of the mapping; what is empty is left out."""
    return yaml.dump(without_empty(said), Dumper=PackDumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: without_empty(part) for key, part in value.items()}
        return {key: part for key, part in found.items() if part not in ("", [], {}, None)}
    if isinstance(value, list):
        return [without_empty(part) for part in value]
    return value


def path_at(text: str, line: int) -> tuple[str, ...]:
    """What stands on a line of the text: ("fields", "2", "label", "en"). The deepest, where several begin there."""
    node = plain_node(text)
    return max(paths(node, (), line), key=len, default=()) if node else ()


def paths(node: yaml.Node, path: tuple[str, ...], line: int) -> Iterator[tuple[str, ...]]:
    if int(node.start_mark.line) + 1 == line:
        yield path
    parts: list[tuple[str, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        parts = [(str(key.value), value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [(str(number), value) for number, value in enumerate(node.value)]
    for key, value in parts:
        yield from paths(value, (*path, key), line)
