"""Each test reads what was sent into a folder of its own: tests that run side by side have imports of one number."""

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def _data_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))
