"""The small picture that a program keeps of a document's first page, so that people recognise it."""

from __future__ import annotations

import io
import re
import zipfile

from lubuk.shared.attachments.extraction.archive import Measured
from lubuk.shared.attachments.extraction.pictures import keep_preview, opened_picture
from lubuk.shared.attachments.extraction.report import Refusal, Report

# ECMA-376 part 2, § 11; OpenDocument 1.3 part 2, § 3.8
PLACES = re.compile(r"(docProps|Thumbnails)/thumbnail\.(jpe?g|png)", re.I)
MOST_BYTES = 4 * 2**20
SMALLEST = 64  # pixels: below that it is an icon, and tells nothing


def keep_thumbnail(archive: zipfile.ZipFile, report: Report) -> None:
    """A damaged one is none: the words are what people came for."""
    name = next(filter(PLACES.fullmatch, archive.namelist()), "")
    if not name or archive.getinfo(name).file_size > MOST_BYTES:
        return
    with archive.open(name) as stream:
        shown = io.BytesIO(Measured(stream).read(MOST_BYTES))
    try:
        small(shown, report)
    except (OSError, ValueError, SyntaxError, Refusal):
        return


def small(shown: io.BytesIO, report: Report) -> None:
    with opened_picture(shown) as picture:
        if min(picture.size) >= SMALLEST:
            keep_preview(picture, report)
