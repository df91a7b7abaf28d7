"""YAML whose every value still knows its line.

PyYAML forgets where a value stood once it is plain Python; a pack's author needs the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from lubuk.foundation.items.kinds.problems import PackError, Problem, unknown
from lubuk.foundation.labels import Labels

MAX_NUMBER = 100  # numbers are weights: beside a body of 1, more says nothing
MAX_DEPTH = 20  # the language itself has 6
MAX_PACK_BYTES = 512_000  # a kind is a page or two; anything larger is not a pack


@dataclass(slots=True)
class Marked:
    """A YAML node with the file and the words that say where in the pack it stands.

    The reading methods never raise: they note a Problem and give an empty value, so that one run lists all problems.
    """

    node: yaml.Node
    file: Path
    problems: list[Problem]
    place: str = ""
    read: set[str] = field(default_factory=set)
    _named: dict[str, yaml.Node] | None = None

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def wrong(self, said: str) -> None:
        self.problems.append(Problem(self.file, self.line, self.place, said))

    def inside(self, node: yaml.Node, place: str = "") -> Marked:
        return Marked(node, self.file, self.problems, place or self.place)

    # Mappings

    def pairs(self) -> Iterator[tuple[str, Marked]]:
        if not isinstance(self.node, yaml.MappingNode):
            self.wrong("should be a mapping, like {en: Name, id: Nama}")
            return
        for key, value in self.node.value:
            yield name_of(key), self.inside(value)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    def get(self, key: str) -> Marked | None:
        self.read.add(key)
        if not isinstance(self.node, yaml.MappingNode):
            return next((value for _name, value in self.pairs()), None)
        if self._named is None:  # of two alike the first counts
            self._named = {name_of(name): value for name, value in reversed(self.node.value)}
        value = self._named.get(key)
        return None if value is None else self.inside(value)

    def need(self, key: str) -> Marked | None:
        found = self.get(key)
        if found is None and self.is_mapping:
            self.wrong(f'"{key}" is missing')
        return found

    def refuse_unread(self) -> None:
        """Every key that nobody asked for is a spelling mistake, and of two alike one would be lost; say so."""
        seen: set[str] = set()
        for name, value in self.pairs():
            if name in seen:
                value.wrong(f'the key "{name}" is given twice')
            seen.add(name)
            if name not in self.read:
                value.wrong(unknown("key", name, sorted(self.read)))

    # Values

    def items(self) -> list[Marked]:
        if isinstance(self.node, yaml.SequenceNode):
            return [self.inside(node) for node in self.node.value]
        self.wrong("should be a list, like [one, two]")
        return []

    def text(self) -> str:
        if isinstance(self.node, yaml.ScalarNode) and str(self.node.value).strip():
            return str(self.node.value).strip()
        self.wrong("should be a text")
        return ""

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def yes(self) -> bool:
        word = self.text().lower()
        if word not in {"true", "false", "yes", "no"}:
            self.wrong(f'"{word}" should be yes or no')
        return word in {"true", "yes"}

    def number(self) -> float:
        word = self.text()
        try:
            number = float(word)
        except ValueError:
            number = -1.0
        if 0 <= number <= MAX_NUMBER:
            return number
        if word:
            self.wrong(f'"{word}" should be a number from 0 to {MAX_NUMBER}')
        return 0.0

    def one_of(self, what: str, known: list[str]) -> str:
        word = self.text()
        if word and word not in known:
            self.wrong(unknown(what, word, known))
        return word

    def labels(self, languages: list[str]) -> Labels:
        """Words for people: every language the installation offers must be there."""
        labels = {language: value.text() for language, value in self.pairs()}
        for language in languages:
            if self.is_mapping and language not in labels:
                self.wrong(f'the language "{language}" is missing')
        return labels


def name_of(key: yaml.Node) -> str:
    return str(getattr(key, "value", key))


class NotPlain(Exception):
    """YAML that a pack has no use for, but that can do harm: a few lines of anchors unfold into gigabytes."""

    def __init__(self, said: str, event: yaml.Event) -> None:
        super().__init__(said)
        self.line = event.start_mark.line + 1 if event.start_mark else 1


# The reader in C takes a twentieth of the time; a PyYAML that was built without it has only the other.
Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_node(text: str) -> yaml.Node | None:
    """Mappings, lists and scalars, written out and not too deep. Raises NotPlain and yaml.YAMLError."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if getattr(event, "anchor", None):
            raise NotPlain("anchors (&) and aliases (*) are not read in packs; write it out", event)
        if getattr(event, "tag", None):
            raise NotPlain("tags (!) are not read in packs; leave it out", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise NotPlain(f"is nested more than {MAX_DEPTH} levels deep; no pack needs that", event)
    node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    return node


def compose(path: Path, problems: list[Problem]) -> Marked | None:
    """Read one YAML file; None (with a problem noted) when it isn't readable YAML."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            raise PackError([Problem(path, 1, "", f"is larger than {MAX_PACK_BYTES // 1000} kB; split it")])
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem(path, 1, "", f"can't be read as text: {error}. Save it as UTF-8"))
        return None
    except PackError as error:
        problems.extend(error.problems)
        return None
    return compose_text(text, path, problems)


def compose_text(text: str, path: Path, problems: list[Problem]) -> Marked | None:
    """The same for a text that is in no file; `path` is what its problems call it."""
    try:
        node = plain_node(text)
    except NotPlain as error:
        problems.append(Problem(path, error.line, "", str(error)))
        return None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(
            Problem(path, line, "", f"is not YAML: {error.problem}. Check indents, colons and quotes")
        )
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(path, 1, "", f"can't be read as text: {error}. Save it as UTF-8"))
        return None
    if node is None:
        problems.append(Problem(path, 1, "", "is empty"))
        return None
    return Marked(node, path, problems)
