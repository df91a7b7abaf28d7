"""A data folder that has been prepared once: each of its copies starts in seconds."""

from pathlib import Path

import pytest

from lubuk.site.tests.running import lubuk, made_once


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For copying."""

    def prepare(data: Path) -> None:
        with lubuk(data) as running:
            running.stop()

    return made_once("prepared", prepare, tmp_path_factory)
