"""Pictures: a small one to show, and the words in it where OCR is installed."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from PIL import ExifTags, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning, Image
from PIL.Image import open as open_image

from lubuk.shared.attachments.extraction import ocr
from lubuk.shared.attachments.extraction.report import Refusal, Report

MOST_PIXELS = 60_000_000  # 240 MB decoded
SIDE = 900  # pixels of the preview
TAKEN = re.compile(r"([12]\d{3}):(\d\d):(\d\d)")
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"]


def read(path: Path, report: Report) -> None:
    warnings.simplefilter("error", DecompressionBombWarning)
    try:
        opened = open_image(path, formats=FORMATS)
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise Refusal("pixels") from error
    with opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Refusal("pixels")
        report.about(extent=f"{opened.width} × {opened.height}", **said_by_camera(opened))
        opened.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(opened)
        if ocr.is_here() and (text := ocr.read(upright)).strip():
            report.page(text)
            report.note("ocr")
        keep_preview(upright, report)


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
