"""PDF: its pages as text, its first page as a picture, scans through OCR. Its scripts are never run."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
from PIL.Image import Image

from lubuk.shared.attachments.extraction import ocr, pictures
from lubuk.shared.attachments.extraction.report import MOST_PAGES, Enough, Refusal, Report

POINTS_PER_INCH = 72
READABLE_DPI = 200  # what Tesseract wants at least
PREVIEW_SIDE = 900  # pixels
MOST_SIDE = 5_000  # pixels of one rendered page; a page may claim to be a mile long
FEW = 25  # letters: what a scanner prints on a page that is a picture, a number or a day
WIDE = 0.7  # of the longest line of the page
SENTENCE_ENDS = (".", ":", ";", "!", "?", "")
PASSWORD = 4  # FPDF_ERR_PASSWORD
DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def read(path: Path, report: Report) -> None:
    document = opened(path)
    count = len(document)
    tell_about(document, report, count)
    if b"/JavaScript" in path.read_bytes():
        report.note("macros")
    preview(document, report)
    is_whole = True
    for number in range(min(count, MOST_PAGES)):
        page = document[number]
        text = text_of(page)
        if ocr.is_here() and is_scan(page, text):
            is_whole = is_whole and ocr.has_time()
            text = scanned(page, text, report) if is_whole else text
        page.close()
        report.page(text)
    if not report.has_text:
        raise NoText
    if count > MOST_PAGES or not is_whole:
        raise Enough


def is_scan(page: pdfium.PdfPage, text: str) -> bool:
    if len(text.strip()) >= FEW:
        return False
    return not text.strip() or any(page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))


def scanned(page: pdfium.PdfPage, text: str, report: Report) -> str:
    """The longer of what stands on the page and what is seen there."""
    seen = ocr.read(rendered(page, READABLE_DPI / POINTS_PER_INCH))
    if len(seen.strip()) <= len(text.strip()):
        return text
    report.note("ocr")
    return seen


class NoText(Refusal):
    """Pages without a letter: a scan, or an empty file."""

    def __init__(self) -> None:
        super().__init__("no-text" if ocr.is_here() else "no-ocr")


def opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise Refusal("locked") from error
        raise


def text_of(page: pdfium.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return unwrapped(str(text.get_text_bounded()))
    finally:
        text.close()


def unwrapped(text: str) -> str:
    """A line that fills the page and doesn't end a sentence goes on in the next one."""
    lines = text.replace("\r", "").split("\n")
    wide = WIDE * max(map(len, lines))
    ends = [" " if len(line) > wide and line.rstrip()[-1:] not in SENTENCE_ENDS else "\n" for line in lines]
    return "".join(line.rstrip() + end for line, end in zip(lines, ends, strict=True))


def tell_about(document: pdfium.PdfDocument, report: Report, count: int) -> None:
    said = document.get_metadata_dict()
    made = DATE.match(said.get("CreationDate", ""))
    report.about(
        title=said.get("Title"), creator=said.get("Author"), subject=said.get("Keywords"),
        description=said.get("Subject"), extent=count,
        date="-".join(part for part in made.groups() if part) if made else "",
    )  # fmt: skip


def preview(document: pdfium.PdfDocument, report: Report) -> None:
    page = document[0]
    longest = max(page.get_size()) or 1
    pictures.keep_preview(rendered(page, PREVIEW_SIDE / longest), report)
    page.close()


def rendered(page: pdfium.PdfPage, scale: float) -> Image:
    longest = max(page.get_size()) or 1
    bitmap = page.render(scale=min(scale, MOST_SIDE / longest), may_draw_forms=False)
    picture: Image = bitmap.to_pil()
    return picture
