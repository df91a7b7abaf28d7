"""Pictures: a small one to show, and the words in it where OCR is installed."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning, Image
from PIL.Image import open as open_image

from lubuk.shared.attachments.extraction import ocr
from lubuk.shared.attachments.extraction.report import Refusal, Report

MOST_PIXELS = 60_000_000  # 240 MB decoded
SIDE = 900  # pixels of the preview
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
        report.about(extent=f"{opened.width} × {opened.height}")
        opened.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(opened)
        if ocr.is_here() and (text := ocr.read(upright)).strip():
            report.page(text)
            report.note("ocr")
        keep_preview(upright, report)


def keep_preview(picture: Image, report: Report) -> None:
    """WebP, without what a camera writes into its files."""
    small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail((SIDE, SIDE))
    small.save(report.folder / "preview.webp", "WEBP", quality=78, method=4)
    report.preview("preview.webp", small.width, small.height)
