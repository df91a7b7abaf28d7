"""The engine of this process, as the settings name it."""

from functools import cache
from pathlib import Path

from django.conf import settings

from lubuk.shared.search.engine import Engine
from lubuk.shared.search.tantivy_engine import TantivyEngine


@cache
def engine() -> Engine:
    return engine_in(Path(settings.SEARCH_DIR))


@cache
def engine_in(folder: Path) -> Engine:
    return TantivyEngine(folder)
