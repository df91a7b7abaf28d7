"""Words in pictures, by the program `tesseract` where it is installed; Indonesian and English."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from PIL import Image

SECONDS = 30  # for one page
WANTED = ("ind", "eng")


def is_here() -> bool:
    return bool(languages())


@cache
def languages() -> str:
    """As Tesseract wants them, "ind+eng"; "" where the program or both languages are missing."""
    program = shutil.which("tesseract")
    if not program:
        return ""
    said = run([program, "--list-langs"])
    return "+".join(language for language in WANTED if language in said.split())


def read(picture: Image.Image) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        picture.convert("L").save(path)
        return run(["tesseract", str(path), "stdout", "-l", languages()])


def run(command: list[str]) -> str:
    """What the program says; "" when it fails or takes too long: then the page has no text."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
