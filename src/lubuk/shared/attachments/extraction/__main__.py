"""One file: opened, read, told of."""

from __future__ import annotations

import importlib
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers.expat import ExpatError

from lubuk.shared.attachments.extraction import limits
from lubuk.shared.attachments.extraction.report import Enough, Refusal, Report

# By name, so that a text waits for no library of pictures.
PLACE = "lubuk.shared.attachments.extraction"
READERS = {
    "pdf": "pdf.read",
    "docx": "office.read_word", "pptx": "office.read_slides",
    "odt": "office.read_open_text", "odp": "office.read_open_slides",
    "xlsx": "excel.read", "ods": "sheets.read_open_sheet", "csv": "sheets.read_csv",
    "rows-csv": "rows.read_csv", "rows-xlsx": "rows.read_excel",
    "html": "texts.read_html", "markdown": "texts.read_markdown", "text": "texts.read_text",
    "captions": "texts.read_captions", "mail": "mail.read",
    **dict.fromkeys(("png", "jpeg", "gif", "webp", "tiff", "bmp"), "pictures.read"),
}  # fmt: skip

# What the libraries raise for a file that isn't as it should be; whatever else there is ends the process, and
# whoever waits for it says “broken” then.
DAMAGED = (
    ExpatError, zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, LookupError, TypeError, AttributeError,
    OSError, EOFError, SyntaxError, AssertionError, RuntimeError,
)  # fmt: skip


def main(format: str, path: str, folder: str) -> None:
    limits.take_on()
    report = Report(Path(folder))
    try:
        reader_of(format)(Path(path), report)
    except Enough:
        report.note("part")
    except Refusal as refusal:
        return report.end_refused(refusal.reason)
    except RecursionError:
        return report.end_refused("nested")
    except MemoryError:
        return report.end_refused("memory")
    except DAMAGED as damage:
        sys.stderr.write(f"{type(damage).__name__}: {damage}\n")
        if not report.pages:
            return report.end_refused("broken")
        report.note("part")
    return report.end()


def reader_of(format: str) -> Callable[[Path, Report], None]:
    module, _dot, name = READERS[format].partition(".")
    reader: Callable[[Path, Report], None] = getattr(importlib.import_module(f"{PLACE}.{module}"), name)
    return reader


main(*sys.argv[1:])
