"""A data folder that has been prepared once: each of its copies starts in seconds."""

from pathlib import Path

import pytest

from lubuk.site.tests.running import lubuk


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For reading and copying."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    with lubuk(data) as running:
        running.stop()
    return data
