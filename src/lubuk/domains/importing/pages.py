"""What a source gives, whatever it was read from: pages, other names of pages, and what can't be taken."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

LONGEST_PATH = 500  # letters, as Origin keeps it


@dataclass(frozen=True, kw_only=True)
class Page:
    """One text. Links and pictures that stay in the source stand in `body` under `IMPORTED` with their path there."""

    path: str  # inside the source, with "/"; the same each time the source is read
    digest: str  # SHA-256 of what it was made of, hex
    title: str
    body: str  # sanitised HTML
    summary: str = ""
    language: str | None = None  # None: neither said nor guessed
    created: date | None = None
    changed: date | None = None
    authors: tuple[str, ...] = ()  # e-mail addresses or names, as the source has them
    tags: tuple[str, ...] = ()
    parent: str | None = None  # the path of the page it belongs under; None: that of its folder
    fields: dict[str, str] = dataclasses.field(
        default_factory=dict
    )  # what it says under names of fields, as cells
    kind: str = ""  # the kind that it needs; "": the one that was chosen for the import
    field: str = ""  # of that kind: where its files belong; "": they hang on the text
    belongs: dict[str, str] = dataclasses.field(default_factory=dict)  # of some files: another field of it
    files: tuple[str, ...] = ()  # paths of what hangs on it; `Source.file` gives their bytes
    called: dict[str, list[str]] = dataclasses.field(
        default_factory=dict
    )  # of some of them: name, description
    holds: tuple[str, ...] = ()  # paths of the pages in it, in their order, where it is a collection itself
    replaces: tuple[str, ...] = ()  # paths of pages in whose place it stands
    is_held: bool = False  # by such a page: then its folder makes no collection

    def as_kept(self) -> dict[str, Any]:
        """For JSON."""
        kept = asdict(self)
        kept |= {name: day.isoformat() for name in DATES if (day := kept[name])}
        return kept

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Page:
        read: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v for name, v in kept.items() if name in NAMES
        }
        read |= {name: date.fromisoformat(day) for name in DATES if (day := kept[name])}
        return cls(**read)


NAMES = frozenset(one.name for one in dataclasses.fields(Page))
DATES = ("created", "changed")


@dataclass(frozen=True)
class Alias:
    """Another path that leads to a page, as a redirect does."""

    path: str
    to: str


@dataclass(frozen=True)
class LeftOut:
    """Something that is no page, and why in words."""

    path: str
    why: str


type Entry = Page | Alias | LeftOut


class Source(Protocol):
    """What was sent, opened."""

    def entries(self) -> Iterator[Entry]:
        """Every entry once, always in the same order. Raises Unreadable when the whole can't be read."""
        ...

    def file(self, path: str) -> bytes | None:
        """The bytes of a picture or another file that a page points at; None when it isn't there."""
        ...
