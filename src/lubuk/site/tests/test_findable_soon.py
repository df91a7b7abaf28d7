"""What is published is found within two seconds, with the real worker between the two."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.site.tests.running import environment, eventually, lubuk

WORD = "kwzxsluice"


def test_the_worker_puts_a_page_into_the_index_soon_after_it_was_published(
    prepared: Path, tmp_path: Path
) -> None:
    """It looks twice a second; how long all of it takes is for a bench to say, on a machine that is not busy."""
    data = shutil.copytree(prepared, tmp_path / "data")
    with lubuk(data) as running:
        told = published(data)
        engine = TantivyEngine(data / "search")
        assert eventually(lambda: position(engine) >= told["row"])
        found = running.get(f"/search/?q={WORD}")[2].decode()
    assert f"/items/{told['item']}-" in found


def published(data: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "lubuk.site.tests.publishing", WORD],
        env=environment(LUBUK_DATA=str(data), DJANGO_SETTINGS_MODULE="lubuk.site.settings"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, float] = json.loads(done.stdout)
    return told


def position(engine: TantivyEngine) -> int:
    """The number of the row up to which the index has come."""
    try:
        return int(engine.position().partition(" ")[0])
    except NoIndex:
        return 0
