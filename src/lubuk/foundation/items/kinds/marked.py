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

MAX_PACK_BYTES = 512_000  # a kind is a page or two; anything larger is not a pack


@dataclass
class Marked:
    """A YAML node with the file and the words that say where in the pack it stands.

    The reading methods never raise: they note a Problem and give an empty value, so that one run lists all problems.
    """

    node: yaml.Node
    file: Path
    problems: list[Problem]
    place: str = ""
    read: set[str] = field(default_factory=set)

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
            yield str(getattr(key, "value", key)), self.inside(value)

    def get(self, key: str) -> Marked | None:
        self.read.add(key)
        return next((value for name, value in self.pairs() if name == key), None)

    def need(self, key: str) -> Marked | None:
        found = self.get(key)
        if found is None:
            self.wrong(f'"{key}" is missing')
        return found

    def refuse_unread(self) -> None:
        """Every key that nobody asked for is a spelling mistake; say so rather than ignore it."""
        for name, value in self.pairs():
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
        try:
            return float(self.text())
        except ValueError:
            self.wrong(f'"{self.text()}" should be a number')
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
            if isinstance(self.node, yaml.MappingNode) and language not in labels:
                self.wrong(f'the language "{language}" is missing')
        return labels


def compose(path: Path, problems: list[Problem]) -> Marked | None:
    """Read one YAML file; None (with a problem noted) when it isn't readable YAML."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            raise PackError([Problem(path, 1, "", f"is larger than {MAX_PACK_BYTES // 1000} kB; split it")])
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(
            Problem(path, line, "", f"is not YAML: {error.problem}. Check indents, colons and quotes")
        )
        return None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(Problem(path, 1, "", f"can't be read as text: {error}. Save it as UTF-8"))
        return None
    except PackError as error:
        problems.extend(error.problems)
        return None
    if node is None:
        problems.append(Problem(path, 1, "", "is empty"))
        return None
    return Marked(node, path, problems)
