"""Finds a Chromium for the browser tests, and installs one where there is none.

Best is the one without windows: a whole browser draws its own frame around each page, for which nobody looks, and
takes twice the time.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WITHOUT_WINDOWS = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "LUBUK_CHROMIUM"


def chromium() -> str:
    """The path of a browser. Ends the command with a sentence when none can be had."""
    path = _said() or shutil.which(WITHOUT_WINDOWS) or _from_debian() or _installed() or _from_playwright()
    if path is None:
        sys.exit(f"The browser tests need Chromium. Install it, or name its program in {VARIABLE}.")
    return path


def _said() -> str | None:
    said = os.environ.get(VARIABLE)
    if said and not shutil.which(said):
        sys.exit(f"{VARIABLE}: {said} is no program. Name the browser's own path, like /usr/bin/chromium.")
    return said


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Chromium with apt-get", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", WITHOUT_WINDOWS]):
        if subprocess.run(
            command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode:
            return None
    return shutil.which(WITHOUT_WINDOWS)


def _from_playwright() -> str | None:
    path = _playwrights_own()
    if not path.exists():
        print("Installing Chromium with Playwright", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    return str(path) if path.exists() else None


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)
