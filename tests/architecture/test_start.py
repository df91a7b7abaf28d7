"""What a process of Lubuk does not load when it starts: each is started often, and waits for all that is imported."""

from __future__ import annotations

import subprocess
import sys

from lubuk.site.tests.running import environment

OF_OTHER_PROCESSES = (
    "openpyxl",
    "numpy",
    "pypdfium2",
)  # of the one that opens foreign files, of the one that embeds
STARTED = "import django, sys; django.setup(); import lubuk.site.urls; print(*sys.modules)"


def test_a_start_waits_for_no_library_of_another_process() -> None:
    said = subprocess.run(
        [sys.executable, "-c", STARTED], capture_output=True, text=True, check=True,
        env=environment(DJANGO_SETTINGS_MODULE="lubuk.site.settings"),
    )  # fmt: skip
    assert set(said.stdout.split()) & set(OF_OTHER_PROCESSES) == set()
