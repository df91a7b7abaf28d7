"""The engine of this process, as the settings name it."""

from functools import cache
from pathlib import Path

from django.conf import settings

from lubuk.shared.search.engine import Engine
from lubuk.shared.search.tantivy_engine import TantivyEngine


def engine() -> Engine:
    return engine_in(Path(settings.SEARCH_DIR))


@cache
def engine_in(folder: Path) -> Engine:
    """One a folder: it holds the open index, and in the worker the writer with its lock."""
    return TantivyEngine(folder)
