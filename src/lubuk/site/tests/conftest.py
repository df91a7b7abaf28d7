"""A data folder that has been prepared once: each of its copies starts in seconds."""

import fcntl
import os
from pathlib import Path

import pytest

from lubuk.site.tests.running import lubuk


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For copying. Of several processes that run tests the first prepares it, and the others wait."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    data = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            with lubuk(shared / "preparing") as running:
                running.stop()
            (shared / "preparing").rename(data)
    return data
