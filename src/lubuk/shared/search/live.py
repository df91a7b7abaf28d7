"""The engine, the model and the vectors of this process, as the settings name them."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from lubuk.shared.search.embedding import Bundled, Embedder, Endpoint
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.tantivy_engine import TantivyEngine

if TYPE_CHECKING:
    from lubuk.shared.search.vectors import Vectors

MEANING = "meaning"


def engine() -> Engine:
    return engine_in(Path(settings.SEARCH_DIR))


@cache
def engine_in(folder: Path) -> Engine:
    """One a folder: it holds the open index, and in the worker the writer with its lock."""
    return TantivyEngine(folder)


def embedder() -> Embedder | None:
    """None where meaning is switched off."""
    said = settings.EMBEDDINGS
    if said.is_off:
        return None
    return (
        endpoint(said.url, said.model, said.key, said.before_query, said.before_passage)
        if said.url
        else bundled()
    )


def wake() -> None:
    """Get the model of this house ready for a question that is being typed. Returns at once."""
    if not settings.EMBEDDINGS.is_off and not settings.EMBEDDINGS.url and vectors_now():
        bundled().wake()


@cache
def bundled() -> Bundled:
    return Bundled()


@cache
def endpoint(*said: str) -> Endpoint:
    return Endpoint(*said)


def vectors() -> Vectors:
    return vectors_in(vectors_folder())


def vectors_now() -> str:
    """The name of the live generation of vectors, another one whenever they are others; "" while there are none.

    Asked before `vectors`, since most processes need no more of them than that there are none.
    """
    try:
        return (vectors_folder() / "current").read_text()
    except FileNotFoundError:
        return ""


def vectors_folder() -> Path:
    """Beside the engine's own, which keeps no folder but its generations."""
    return Path(f"{settings.SEARCH_DIR}-{MEANING}")


@cache
def vectors_in(folder: Path) -> Vectors:
    # Not imported at the top: it brings numpy, which a process needs when there are vectors, and not before.
    made: Vectors = importlib.import_module("lubuk.shared.search.vectors").Vectors(folder)
    return made
