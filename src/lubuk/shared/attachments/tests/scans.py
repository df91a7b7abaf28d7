"""Pages of paper as a telephone and a scanner see them: a little turned, grey, with grain."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import ExifTags, Image, ImageDraw, ImageFont

from lubuk.shared.attachments.extraction import ocr

ENGLISH = ("The penstock is closed by two people.", "One keeps the key, the other reads the gauge.")
INDONESIAN = ("Pintu air ditutup oleh dua orang petugas.", "Hubungi piket sebelum katup dibuka kembali.")
IS_HERE = {"eng", "ind", "osd"} <= set(ocr.installed())
SIZE = (1240, 900)  # pixels: the upper half of A4 at 150 to the inch


def hide_unless_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has Tesseract without one of these languages counts as one without Tesseract."""
    if not IS_HERE:
        monkeypatch.setenv("PATH", "")


def a_page(lines: tuple[str, ...], *, turned: float = 1.2) -> Image.Image:
    page = Image.new("L", SIZE, 245)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=34)
    for number, line in enumerate(lines * 4):
        pen.text((110, 110 + number * 66), line, font=font, fill=20)
    page = page.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=245)
    grain = Image.frombytes("L", SIZE, Random(7).randbytes(SIZE[0] * SIZE[1]))  # noqa: S311 - the same each time
    return Image.blend(page, grain, 0.1)


def a_photo_of(lines: tuple[str, ...]) -> bytes:
    """Taken with the telephone on its side, which only its EXIF says (orientation 6)."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    kept = io.BytesIO()
    a_page(lines).rotate(90, expand=True).save(kept, "JPEG", quality=85, exif=exif)
    return kept.getvalue()


def scanned(format: str, *pages: tuple[str, ...], upside_down: int | None = None) -> bytes:
    """PDF or TIFF of pictures alone; one page may have gone in the wrong way round."""
    drawn = [a_page(lines, turned=(-1.0, 1.4)[number % 2]) for number, lines in enumerate(pages)]
    if upside_down is not None:
        drawn[upside_down] = drawn[upside_down].rotate(180)
    kept = io.BytesIO()
    drawn[0].save(kept, format, save_all=True, append_images=drawn[1:])
    return kept.getvalue()
