"""Starts the process that opens one file, listens to it, and believes it no more than its limits allow."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import lubuk
from lubuk.foundation.richtext.sanitise import TooLarge, sanitise
from lubuk.shared.attachments.words import NOTES, REASONS

SECONDS = 120  # by the clock; 60 of them of computing (extraction.limits)
MOST_SAID = 32 * 2**20  # bytes; four million letters, written as JSON
TOO_LONG = -9  # killed by us
OUT_OF_TIME = -24  # SIGXCPU
PROGRAM = "lubuk.shared.attachments.extraction"
ENDS = ("read", "nothing", "refused")


@dataclass
class Found:
    """What a file holds, in the words of `extraction`; `end` is a Reading."""

    end: str = "refused"
    reason: str = "broken"
    pages: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    preview: str = ""
    width: int | None = None
    height: int | None = None

    def take(self, said: dict[str, Any]) -> None:
        if "page" in said:
            page = {"number": said["page"], "heading": said["heading"], "text": said["text"]}
            self.pages.append({**page, "html": kept_html(said["html"])})
        elif "sheet" in said:
            self.sheets.append(said["sheet"])
        elif "about" in said:
            self.about |= said["about"]
        elif said.get("note") in NOTES:
            self.notes = list(dict.fromkeys([*self.notes, said["note"]]))
        elif "preview" in said:
            self.preview, self.width, self.height = said["preview"], said["width"], said["height"]
        elif said.get("end") in ENDS:
            self.end, reason = said["end"], said.get("reason", "")
            self.reason = reason if reason in REASONS else ""

    def cut_short(self, returned: int) -> None:
        """The process ended without a last word. What it said until then is kept, and called a part."""
        if self.pages:
            self.end, self.reason = "read", ""
            self.take({"note": "part"})
        else:
            self.reason = "time" if returned in (TOO_LONG, OUT_OF_TIME) else "broken"


def kept_html(html: str) -> str:
    """Cleaned as what anybody writes; "" for what is too much of it: then its words are shown."""
    try:
        return sanitise(html) if html else ""
    except TooLarge:
        return ""


def look_into(format: str, path: Path, folder: Path) -> Found:
    """What is in the file. `folder` is where previews and tables are written; it ends with the caller."""
    found = Found()
    with tempfile.TemporaryFile() as complaints, tempfile.TemporaryDirectory() as scratch:
        process = subprocess.Popen(  # noqa: S603 - our own program; the path is an argument, not a command
            [sys.executable, "-m", PROGRAM, format, str(path), str(folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints,
            cwd=scratch, env=environment(scratch), start_new_session=True,
        )  # fmt: skip
        watch = Timer(SECONDS, end, [process])
        watch.start()
        try:
            for said in lines(process):
                found.take(said)
        finally:
            end(process)
            returned = process.wait()
            watch.cancel()
    if found.end == "refused" and found.reason == "broken" and returned != 0:
        found.cut_short(returned)
    return found


def end(process: subprocess.Popen[bytes]) -> None:
    """It leads a session of its own: what it started, as OCR, ends with it."""
    if process.poll() is None:
        with suppress(
            ProcessLookupError, PermissionError
        ):  # it ended this moment; macOS says so with the latter
            os.killpg(process.pid, signal.SIGKILL)


def lines(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    said = 0
    with process.stdout as output:
        for line in output:
            said += len(line)
            if said > MOST_SAID or not line.endswith(b"\n"):
                return
            yield json.loads(line)
    process.wait()


def environment(scratch: str) -> dict[str, str]:
    """Where programs are and where to write: nothing of the database, the keys or the mail."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(Path(lubuk.__file__).parents[1]),
        "PYTHONSAFEPATH": "1",
        "HOME": scratch,
        "TMPDIR": scratch,
        "LC_ALL": "C.UTF-8",
    }
