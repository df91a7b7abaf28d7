"""A folder of Markdown that Lubuk made: `lubuk.json` says what hangs on which page, what collections hold, and
which page replaces which.

A page may be changed, renamed or gone since; what the index says of files that aren't there is passed over.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from lubuk.domains.importing.pages import Entry, LeftOut, Page
from lubuk.domains.importing.reading import markdown_file
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources.files import Files
from lubuk.domains.importing.sources.tree import Tree, bytes_at
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kinds

INDEX = "lubuk.json"
MOST_LETTERS = 50_000_000  # of the index: a hundred thousand pages need a tenth
TEXT_FROM_HERE = b"<!-- lubuk: text -->"  # above it our own export tells of fields that the index has, too
FRONT = b"\n---\n"
MOST_FILES = 200  # on one page

type Said = dict[str, Any]


def is_export(tree: Tree) -> bool:
    return bool(index_of(tree))


def index_of(tree: Tree) -> dict[str, Said]:
    """What is said of each page, by its path; {} where there is no index, or one that is not ours."""
    content = bytes_at(tree, INDEX) or b""
    if not content or len(content) > MOST_LETTERS:
        return {}
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    pages = said.get("pages") if isinstance(said, dict) and said.get("lubuk") == 1 else None
    if not isinstance(pages, dict):
        return {}
    return {path: of_it for path, of_it in pages.items() if isinstance(of_it, dict) and tree.is_there(path)}


class Folder:
    def __init__(self, tree: Tree) -> None:
        self._files = Files(tree)
        self._tree = tree
        self._said = index_of(tree)
        self._hanging = {path for said in self._said.values() for path, _name, _about in self._enclosed(said)}
        self._held = {path for said in self._said.values() for path in self._held_by(said)}

    def entries(self) -> Iterator[Entry]:
        for entry in self._files.entries():
            if entry.path == INDEX or entry.path in self._hanging:
                continue
            kind = self._own_kind_of(entry.path)
            read = self._of_its_kind(entry.path, kind) if kind else entry
            yield self._with_what_is_said(read) if isinstance(read, Page) else read

    def file(self, path: str) -> bytes | None:
        return self._files.file(path)

    def _with_what_is_said(self, page: Page) -> Page:
        said = self._said.get(page.path, {})
        files, holds = self._enclosed(said), self._held_by(said)
        replaces = self._paths_in(said, "replaces")
        digest = hashlib.sha256(json.dumps([page.digest, said], sort_keys=True).encode()).hexdigest()
        return dataclasses.replace(
            page,
            digest=digest if said else page.digest,
            kind=self._kind_of(page) if holds else page.kind,
            files=tuple(path for path, _name, _about in files) or page.files,
            called={path: [name, about] for path, name, about in files},
            holds=holds,
            replaces=replaces,
            is_held=page.path in self._held,
        )

    def _own_kind_of(self, path: str) -> Kind | None:
        """Of a page whose files stand in fields: where that kind is here and has these fields."""
        said = self._said.get(path, {})
        kind, names = kinds().get(str(said.get("kind"))), set(self._fields_of_files(said).values())
        if kind is None or not names or not path.endswith(".md"):
            return None
        return kind if names <= {field.name for field in kind.fields if field.type == "file"} else None

    def _of_its_kind(self, path: str, kind: Kind) -> Entry:
        """Its fields are in the index, so what stands above the text is not read twice."""
        said, content = self._said[path], self._tree.read(path)
        fields = said.get("fields")
        try:
            page = markdown_file.read(text_alone(content), path, self._tree.is_there)
        except Unreadable as error:
            return LeftOut(path, str(error))
        return dataclasses.replace(
            page,
            digest=hashlib.sha256(content).hexdigest(),
            kind=kind.key,
            fields={
                str(name): value
                for name, value in (fields if isinstance(fields, dict) else {}).items()
                if isinstance(value, str)
            },
            belongs=self._fields_of_files(said),
        )

    def _fields_of_files(self, said: Said) -> dict[str, str]:
        """By the paths of the files that are there."""
        there = {path for path, _name, _about in self._enclosed(said)}
        listed = said.get("files")
        rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
        fields = {str(row.get("path")): str(row["field"]) for row in rows[:MOST_FILES] if row.get("field")}
        return {path: field for path, field in fields.items() if path in there}

    def _kind_of(self, page: Page) -> str:
        """That of a collection, as the page says it; "" where there is no such kind here."""
        kind = kinds().get(page.fields.get("kind", ""))
        return kind.key if kind and kind.does_offer("parts") else ""

    def _enclosed(self, said: Said) -> list[tuple[str, str, str]]:
        """Path, name and description of each file."""
        listed = said.get("files")
        rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
        found = [tuple(str(row.get(part, "")) for part in ("path", "name", "about")) for row in rows]
        return [
            (path, name, about)
            for path, name, about in found[:MOST_FILES]
            if path.startswith("files/") and self._tree.is_there(path)
        ]

    def _held_by(self, said: Said) -> tuple[str, ...]:
        return self._paths_in(said, "holds")

    def _paths_in(self, said: Said, name: str) -> tuple[str, ...]:
        listed = said.get(name)
        paths = [path for path in listed if isinstance(path, str)] if isinstance(listed, list) else []
        return tuple(path for path in paths if self._tree.is_there(path))


def text_alone(content: bytes) -> bytes:
    """The front matter and the page's own text."""
    before, mark, after = content.partition(TEXT_FROM_HERE)
    front, end, _fields = before.partition(FRONT)
    return front + end + after if mark and end else content
