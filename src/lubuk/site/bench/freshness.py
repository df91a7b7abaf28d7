"""How soon a page is found that was just published: the real worker and the real search lie between the two."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from lubuk.site.bench.servers import NotReady, environment, text

WORDS = ["kwzxweir", "kwzxlock", "kwzxquay", "kwzxpier", "kwzxbuoy"]
PATIENCE = 60.0  # seconds
LOOK_EVERY = 0.05


def slowest(data: Path, port: int) -> float:
    """Seconds from the end of the act to the first search that shows the page, of the slowest of five."""
    line = [sys.executable, "-m", "lubuk.site.bench.publishing", *WORDS]
    variables = {**environment(data), "DJANGO_SETTINGS_MODULE": "lubuk.site.settings"}
    with subprocess.Popen(
        line, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        took: list[float] = []
        for word in WORDS:
            told = json.loads(writer.stdout.readline() or "{}")
            if not told:
                raise NotReady("Nothing could be published; what was wrong is said above.")
            took.append(found_at(port, word, told["item"]) - told["at"])
            writer.stdin.write("\n")
            writer.stdin.flush()
    return max(took)


def found_at(port: int, word: str, item: int) -> float:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if f"/items/{item}-" in text(port, f"/search/?q={word}"):
            return time.time()
        time.sleep(LOOK_EVERY)
    raise NotReady("What was published was not found within a minute. Does the worker run?")
