"""What a file is, told from its first and last bytes; its name is only asked where bytes say "some text".

No Django here: the process that opens foreign files uses this too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

HEAD = 4096  # bytes
TAIL = 65_536  # bytes: a ZIP's list of names ends there
PDF_WITHIN = 1024  # PDF 32000-1, annex H: readers look for the header in the first 1024 bytes


@dataclass(frozen=True)
class Format:
    """`family` is the word that packs use in `accept`, beside the key itself."""

    key: str
    media_type: str
    family: str
    extensions: tuple[str, ...]
    is_shown: bool = False  # by the browser, from our origin; the rest is only ever downloaded
    is_read: bool = False  # there is text or a preview to be had from it


OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
BINARY = "application/octet-stream"

FORMATS = {
    one.key: one
    for one in (
        Format("pdf", "application/pdf", "document", ("pdf",), is_shown=True, is_read=True),
        Format(
            "docx", f"{OOXML}.wordprocessingml.document", "document",
            ("docx", "docm", "dotx", "dotm"), is_read=True,
        ),
        Format("odt", f"{ODF}.text", "document", ("odt", "ott"), is_read=True),
        Format("rtf", "application/rtf", "document", ("rtf", "doc")),
        Format(
            "pptx", f"{OOXML}.presentationml.presentation", "slides",
            ("pptx", "pptm", "ppsx", "ppsm", "potx"), is_read=True,
        ),
        Format("odp", f"{ODF}.presentation", "slides", ("odp", "otp"), is_read=True),
        Format(
            "xlsx", f"{OOXML}.spreadsheetml.sheet", "sheet", ("xlsx", "xlsm", "xltx", "xltm"), is_read=True
        ),
        Format("ods", f"{ODF}.spreadsheet", "sheet", ("ods", "ots"), is_read=True),
        Format("csv", "text/csv", "sheet", ("csv", "tsv"), is_read=True),
        Format("html", "text/html", "text", ("html", "htm", "xhtml"), is_read=True),
        Format("markdown", "text/markdown", "text", ("md", "markdown"), is_read=True),
        Format("text", "text/plain", "text", ("txt", "text", "log"), is_shown=True, is_read=True),
        Format("mail", "message/rfc822", "mail", ("eml",), is_read=True),
        Format("captions", "text/vtt", "captions", ("vtt",), is_shown=True, is_read=True),
        Format("png", "image/png", "picture", ("png",), is_shown=True, is_read=True),
        Format("jpeg", "image/jpeg", "picture", ("jpg", "jpeg", "jfif"), is_shown=True, is_read=True),
        Format("gif", "image/gif", "picture", ("gif",), is_shown=True, is_read=True),
        Format("webp", "image/webp", "picture", ("webp",), is_shown=True, is_read=True),
        Format("tiff", "image/tiff", "picture", ("tif", "tiff"), is_read=True),
        Format("bmp", "image/bmp", "picture", ("bmp",), is_read=True),
        Format("svg", "image/svg+xml", "drawing", ("svg",)),
        Format("own-drawing", "image/svg+xml", "drawing", (), is_shown=True),  # made by us, so without scripts
        Format("heic", "image/heic", "picture", ("heic", "heif")),
        Format("avif", "image/avif", "picture", ("avif",), is_shown=True),
        Format("mp3", "audio/mpeg", "audio", ("mp3",), is_shown=True),
        Format("m4a", "audio/mp4", "audio", ("m4a",), is_shown=True),
        Format("ogg", "audio/ogg", "audio", ("ogg", "oga", "opus"), is_shown=True),
        Format("wav", "audio/wav", "audio", ("wav",), is_shown=True),
        Format("flac", "audio/flac", "audio", ("flac",), is_shown=True),
        Format("mp4", "video/mp4", "video", ("mp4", "m4v", "mov"), is_shown=True),
        Format("webm", "video/webm", "video", ("webm", "mkv"), is_shown=True),
        Format("office", "application/x-ole-storage", "document", ("doc", "xls", "ppt", "msg", "dot", "pps")),
        Format("zip", "application/zip", "archive", ("zip", "epub", "kmz", "jar")),
        Format("gzip", "application/gzip", "archive", ("gz", "tgz")),
        Format("program", BINARY, "program", ("exe", "dll", "scr", "msi", "so", "com")),
        Format("other", BINARY, "other", ()),
    )
}  # fmt: skip
FAMILIES = frozenset(one.family for one in FORMATS.values())
TEXTS = ("html", "markdown", "csv", "mail", "captions", "svg")  # told apart from plain text by name or mark

STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
    (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"BM", "bmp"), (b"{\\rtf", "rtf"),
    (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"\xff\xf3", "mp3"), (b"\xff\xf2", "mp3"),
    (b"OggS", "ogg"), (b"fLaC", "flac"), (b"\x1a\x45\xdf\xa3", "webm"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"), (b"\x1f\x8b", "gzip"),
    (b"MZ", "program"), (b"\x7fELF", "program"),
)  # fmt: skip
IN_RIFF = {b"WEBP": "webp", b"WAVE": "wav"}
BRANDS = {b"M4A ": "m4a", b"M4B ": "m4a", b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"avif": "avif"}
IN_ZIP = ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"))
OPEN_DOCUMENTS = ("odt", "odp", "ods")


def told_from(file: BinaryIO, name: str) -> Format:
    """The format of what is in the file. Leaves it at its beginning."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    file.seek(0)
    return FORMATS[of_binary(head, tail) or of_text(head, name)]


def of_binary(head: bytes, tail: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return of_zip(head, tail)
    if head[:4] == b"RIFF":
        return IN_RIFF.get(head[8:12], "other")
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "mp4")
    known = next((key for start, key in STARTS if head.startswith(start)), "")
    if not known and b"%PDF-" in head[:PDF_WITHIN]:
        return "pdf"
    return "" if known == "bmp" and is_text(head) else known


def of_zip(head: bytes, tail: bytes) -> str:
    """Its list of names isn't unpacked here: a hostile one can have millions."""
    for key in OPEN_DOCUMENTS:
        if FORMATS[key].media_type.encode() in head[:200]:
            return key
    return next((key for mark, key in IN_ZIP if mark in head or mark in tail), "zip")


def of_text(head: bytes, name: str) -> str:
    if not is_text(head):
        return "other"
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(b"webvtt"):
        return "captions"
    if begin.startswith((b"<!doctype html", b"<html")):
        return "html"
    if b"<svg" in begin[:1024]:
        return "svg"
    return next((key for key in TEXTS if extension(name) in FORMATS[key].extensions), "text")


def is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        return False
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return odd * 50 <= len(head)


def extension(name: str) -> str:
    return PurePosixPath(name).suffix.lstrip(".").lower()


def is_mistaken(name: str, format: Format) -> bool:
    """The name promises a format that we know, and the file is another."""
    said = extension(name)
    return said not in format.extensions and any(said in one.extensions for one in FORMATS.values())


def fitting_name(name: str, format: Format) -> str:
    """The name under which it is given out: a picture called report.pdf becomes report.pdf.png."""
    if is_mistaken(name, format) and format.extensions:
        return f"{name}.{format.extensions[0]}"
    return name
