"""Pictures: a small one to show, and the words in it where OCR is installed."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import IO

from PIL import ExifTags, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning, Image
from PIL.Image import open as open_image

from lubuk.shared.attachments.extraction import ocr
from lubuk.shared.attachments.extraction.report import MOST_PAGES, Enough, Refusal, Report

MOST_PIXELS = 60_000_000  # 240 MB decoded
SIDE = 900  # pixels of the preview
TAKEN = re.compile(r"([12]\d{3}):(\d\d):(\d\d)")
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"]


def read(path: Path, report: Report) -> None:
    with opened_picture(path) as opened:
        report.about(extent=f"{opened.width} × {opened.height}", **said_by_camera(opened))
        opened.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(opened)
        keep_preview(upright, report)
        if ocr.is_here():
            read_words(opened, report)


def opened_picture(file: Path | IO[bytes]) -> Image:
    """Raises Refusal for one with more pixels than anybody looks at."""
    warnings.simplefilter("error", DecompressionBombWarning)
    try:
        opened = open_image(file, formats=FORMATS)
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise Refusal("pixels") from error
    refuse_endless(opened)
    return opened


def read_words(picture: Image, report: Report) -> None:
    """A page for each picture of a TIFF, which is how scanners keep many. Raises Enough, and Refusal as `read`."""
    count = min(getattr(picture, "n_frames", 1), MOST_PAGES) if picture.format == "TIFF" else 1
    for number in range(count):
        if not ocr.has_time():
            raise Enough
        if count > 1:
            picture.seek(number)
            refuse_endless(picture)
        text = ocr.read(ImageOps.exif_transpose(picture))
        if text.strip():
            report.note("ocr")
        if text.strip() or count > 1:
            report.page(text)


def refuse_endless(picture: Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise Refusal("pixels")


def said_by_camera(picture: Image) -> dict[str, str]:
    """The day it was taken and by whom; never where. EXIF 2.32, § 4.6.4 and § 4.6.5."""
    exif = picture.getexif()
    taken = TAKEN.match(str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")))
    return {
        "date": "-".join(taken.groups()) if taken else "",
        "creator": str(exif.get(ExifTags.Base.Artist, "")).strip(),
    }


def keep_preview(picture: Image, report: Report) -> None:
    """WebP, without what a camera writes into its files."""
    small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail((SIDE, SIDE))
    small.save(report.folder / "preview.webp", "WEBP", quality=78, method=4)
    report.preview("preview.webp", small.width, small.height)
