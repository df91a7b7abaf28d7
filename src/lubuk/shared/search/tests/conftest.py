"""Each test has an index of its own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tests.makers import silent


@pytest.fixture(autouse=True)
def index_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SEARCH_DIR = tmp_path / "search"
    return tmp_path / "search"


@pytest.fixture
def engine(index_folder: Path) -> TantivyEngine:
    """An empty index."""
    made = TantivyEngine(index_folder)
    made.rebuild([], position="0", progress=silent)
    return made
