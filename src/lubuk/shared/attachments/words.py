"""What is said of files: their format, why one couldn't be read, what to know before opening it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FORMAT_NAMES = {
    "pdf": "PDF", "docx": _("Word document"), "odt": _("OpenDocument text"), "rtf": "RTF",
    "pptx": _("PowerPoint slides"), "odp": _("OpenDocument slides"), "xlsx": _("Excel workbook"),
    "ods": _("OpenDocument sheet"), "csv": "CSV", "html": "HTML", "markdown": "Markdown", "text": _("Text"),
    "mail": _("E-mail"), "captions": _("Captions"), "png": "PNG", "jpeg": "JPEG", "gif": "GIF",
    "webp": "WebP", "tiff": "TIFF", "bmp": "BMP", "svg": "SVG", "own-drawing": "SVG", "heic": "HEIC", "avif": "AVIF",
    "mp3": "MP3", "m4a": "M4A",
    "ogg": "Ogg", "wav": "WAV", "flac": "FLAC", "mp4": "MP4", "webm": "WebM",
    "office": _("older Office file"), "zip": "ZIP", "gzip": "GZIP", "program": _("program"), "other": _("file"),
}  # fmt: skip

FAMILY_NAMES = {
    "document": _("documents"), "slides": _("slides"), "sheet": _("tables"), "text": _("texts"),
    "mail": _("e-mails"), "picture": _("pictures"), "drawing": _("drawings"), "audio": _("audio"),
    "video": _("videos"), "captions": _("captions (WebVTT)"), "archive": _("archives"),
}  # fmt: skip

REASONS = {
    "broken": _("It is damaged, or not what it says. Save it anew and upload it again."),
    "locked": _("It is locked with a password. Upload a copy without one, so that it can be found and read."),
    "swollen": _("It unpacks to far more than its size. It is kept as it came, but not opened here."),
    "memory": _("It takes too much memory to open. Split it, or save it as PDF."),
    "time": _("It takes too long to open. Split it, or save it as PDF."),
    "entities": _(
        "It holds definitions that documents don't need. It is kept as it came, but not opened here."
    ),
    "pixels": _("Its picture is too large to open. Save it smaller."),
    "nested": _("Too many letters are packed into each other. Upload the inner ones by themselves."),
    "no-ocr": _("It is a scan: there is no text in it, and no program here that reads scans (Tesseract)."),
    "many": _("It has more than 100,000 rows. Split it."),
    "no-text": _("There is no text in it."),
    "attempts": _("It couldn't be opened in three attempts. Save it as PDF and upload that."),
}

PLACE = "place"  # the one note that is made at the door, before anybody reads the file
NOTES = {
    PLACE: _("The place where it was taken stood in it. That was taken out before it was kept."),
    "macros": _("It holds macros. They were not run here; open it only if you know who made it."),
    "scripts": _("It holds scripts. It is given out as a download only, and never shown from here."),
    "part": _("It is long: only its first part can be searched."),
    "ocr": _("Its text was read from a scan. Words can be wrong."),
    "enclosed": _("It has files inside itself. They can't be searched; upload them by themselves."),
}
