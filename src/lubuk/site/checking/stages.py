"""Runs pytest in stages and adds up what came of them.

Tests run side by side, those with a browser a file at a time; tests marked `postgres` run once more on a real server.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from lubuk.site.checking.checkout import environment

NOTHING_FOUND = 5  # pytest's code where no test matches


@dataclass(frozen=True)
class Outcome:
    stage: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    code: int

    @property
    def is_bad(self) -> bool:
        return self.code not in (0, NOTHING_FOUND)

    def __str__(self) -> str:
        more = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.stage}: {self.passed} passed, {self.failed} failed{more} in {self.seconds:.0f} s"


def run(stage: str, arguments: Sequence[str], *, root: Path, **more: str) -> Outcome:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lubuk-tests-") as folder:
        report = Path(folder) / "report.xml"
        variables = environment(root, LUBUK_DATA=f"{folder}/data", **more)
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", "--durations=12", *arguments]
        code = subprocess.run(command, cwd=root, env=variables).returncode
        passed, failed, skipped = _count(report)
    return Outcome(stage, passed, failed, skipped, time.monotonic() - began, code)


def _count(report: Path) -> tuple[int, int, int]:
    if not report.exists():
        return 0, 0, 0
    tests = failed = skipped = 0
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314  pytest's own file
        tests += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return tests - failed - skipped, failed, skipped


def summary(outcomes: Sequence[Outcome]) -> str:
    lines = [str(outcome) for outcome in outcomes if outcome.code != NOTHING_FOUND]
    passed, failed = (sum(getattr(outcome, name) for outcome in outcomes) for name in ("passed", "failed"))
    return "\n".join(["", *lines, f"{passed} passed, {failed} failed"])
