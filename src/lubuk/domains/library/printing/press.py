"""From a paper to PDF: a folder that lives for a moment, a process with limits, and a queue of two."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from lubuk.domains.library.printing.paper import Paper
from lubuk.foundation.refusal import Refused

PATIENCE = 40  # seconds; a page takes a fifth of one, a manual of 300 pages about five
AT_ONCE = 2  # in this process; the others of a busy minute are asked to come again

setting = Path(__file__).with_name("setting.py")
places = BoundedSemaphore(AT_ONCE)
log = logging.getLogger(__name__)


def printed(paper: Paper) -> bytes:
    """The PDF. Raises Refused when the press is busy, or the paper is more than it can set in time."""
    if not places.acquire(timeout=PATIENCE / 4):
        raise Refused(_("Many are printing just now. Try again in a minute."))
    try:
        return set_by_typst(paper)
    finally:
        places.release()


def set_by_typst(paper: Paper) -> bytes:
    with tempfile.TemporaryDirectory(prefix="lubuk-paper-") as name:
        folder = Path(name)
        (folder / "doc.json").write_text(json.dumps(paper.said, ensure_ascii=False), encoding="utf-8")
        for picture, read in paper.pictures.items():
            (folder / picture).write_bytes(read())
        command = [sys.executable, "-I", str(setting), str(folder)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603 - our own
        except subprocess.TimeoutExpired as error:
            raise Refused(_("This is too long to print at once. Print its parts one by one.")) from error
        except subprocess.CalledProcessError as error:
            log.error("Typst: %s", error.stderr.decode(errors="replace")[-2000:])
            raise Refused(
                _("This could not be printed. Use the print button of the page instead.")
            ) from error
        return (folder / "out.pdf").read_bytes()
