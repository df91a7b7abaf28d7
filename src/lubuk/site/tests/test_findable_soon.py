"""What is published is found within two seconds, with the real worker between the two."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.generations import Generations
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tantivy_schema import VERSION
from lubuk.site.tests.running import environment, eventually, lubuk

PROMISED = 2.0  # seconds from the act to the commit of the index
WORD = "kwzxsluice"


def test_a_page_is_in_the_index_two_seconds_after_it_was_published(tmp_path: Path) -> None:
    """By the times that the outbox and the index's own files bear: however seldom this test gets to look."""
    data = tmp_path / "data"
    with lubuk(data) as running:
        told = published(data)
        engine = TantivyEngine(data / "search")
        assert eventually(lambda: position(engine) >= told["row"])
        committed = (Generations(data / "search", VERSION).current() / "meta.json").stat().st_mtime
        assert committed - told["at"] < PROMISED
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
