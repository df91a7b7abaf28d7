"""Words in pictures, by the program `tesseract` where it is installed; Indonesian and English, as far as it has them.

Which of the two a page is written in nobody knows yet when a file comes in, so both are asked for: a third more time
than one. One page at a time, and no further page when the time for a file is over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from PIL import Image

SECONDS = 30  # for one page
ALL_SECONDS = 75  # for all pages of a file; `process` gives it 120 with all the rest
LONGEST_SIDE = 3_508  # pixels: A4 at 300 to the inch; more takes longer and reads no better
WANTED = ("ind", "eng")
TURNED = "osd"  # with it pages are read that lie on their side or stand on their head
BEGUN = time.monotonic()


def is_here() -> bool:
    return bool(languages())


def has_time() -> bool:
    return time.monotonic() - BEGUN < ALL_SECONDS


def languages() -> str:
    """As Tesseract wants them, "ind+eng"; "" where the program or both languages are missing."""
    return "+".join(language for language in WANTED if language in installed())


@cache
def installed() -> tuple[str, ...]:
    program = shutil.which("tesseract")
    return tuple(run([program, "--list-langs"]).split()) if program else ()


def read(picture: Image.Image) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        grey = picture.convert("L")
        grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        grey.save(path, compress_level=1)
        how = ["--psm", "1"] if TURNED in installed() else []
        return run(["tesseract", str(path), "stdout", "-l", languages(), *how])


def run(command: list[str]) -> str:
    """What the program says; "" when it fails or takes too long: then the page has no text.

    On one core: its threads wait for each other longer than they work.
    """
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, env=alone)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
