"""Vectors for the bench's collections, kept in a file: embedding them takes an hour, measuring them a minute."""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from lubuk.shared.search.cutting import parts_of_text
from lubuk.shared.search.embedding import FAR, Embedder, Vector
from lubuk.shared.search.engine import Document, NoIndex
from lubuk.shared.search.vectors import Opened, Vectors, packed

QUERY, PASSAGE = "query", "passage"

type Told = Callable[[int], None]


class Kept:
    """An embedder that asks another one only for what is not in its file."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self.embedder = embedder
        self.model, self.background = embedder.model, embedder.background
        file.parent.mkdir(parents=True, exist_ok=True)
        self.rows = sqlite3.connect(file, timeout=60)
        self.rows.execute("create table if not exists vector (digest text primary key, value blob)")

    @cached_property
    def far(self) -> list[Vector]:
        return [self.query(text) for text in FAR]

    def query(self, text: str) -> Vector:
        return self.known(QUERY, text) or self.keep(QUERY, text, self.embedder.query(text))

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        return [
            self.known(PASSAGE, text) or self.keep(PASSAGE, text, self.embedder.passages([text])[0])
            for text in texts
        ]

    def known(self, role: str, text: str) -> Vector | None:
        found = self.rows.execute(
            "select value from vector where digest = ?", [digest(role, text)]
        ).fetchone()
        return array("f", found[0]) if found else None

    def keep(self, role: str, text: str, vector: Vector) -> Vector:
        with self.rows:
            row = [digest(role, text), vector.tobytes()]
            self.rows.execute("insert or ignore into vector values (?, ?)", row)
        return vector


def digest(role: str, text: str) -> str:
    return sha256(f"{role}\0{text}".encode()).hexdigest()


def kept(embedder: Embedder, folder: Path) -> Kept:
    """A file a model: vectors of two are never compared."""
    return Kept(embedder, folder / f"{sha256(embedder.model.encode()).hexdigest()[:16]}.sqlite3")


def opened(store: Vectors) -> Opened:
    """Raises NoIndex when none were written."""
    if found := store.open():
        return found
    raise NoIndex


def embed(documents: Iterable[Document], embedder: Embedder, store: Vectors, told: Told) -> None:
    """Their parts, as of items in the product."""
    rows: list[tuple[int, int, bytes]] = []
    for done, document in enumerate(documents, 1):
        parts = list(parts_of_text(document.title, document.body)) or list(parts_of_text("", document.title))
        vectors = embedder.passages([part.said for part in parts])
        rows += [(document.id, len(rows) + place, packed(vector)) for place, vector in enumerate(vectors)]
        told(done)
    store.write(embedder.model, rows, len(rows[0][2]) if rows else 0)
