"""Small real files, made by hand, honest and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from openpyxl import Workbook
from PIL import ExifTags, Image

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def a_pdf(*pages: str, title: str = "", author: str = "") -> bytes:
    """PDF 1.4 with a line of Helvetica for each line of a page's text."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, text in enumerate(pages):
        drawn = "".join(f"({escaped(line)}) Tj T* " for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 60 760 Td {drawn}ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    said = f"<< /Title ({escaped(title)}) /Author ({escaped(author)}) /CreationDate (D:20260312) >>"
    return with_table([*objects, said])


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def with_table(objects: list[str]) -> bytes:
    """The objects with the table of where each begins; the last one says what the document is about."""
    body, places = b"%PDF-1.4\n", []
    parts = [body]
    at = len(body)
    for number, text in enumerate(objects, 1):
        part = f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
        places.append(at)
        parts.append(part)
        at += len(part)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} "
        f"/Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{at}\n%%EOF\n".encode("latin-1")
    )
    return b"".join(parts)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, stored)
    return kept.getvalue()


def with_entry(of: bytes, name: str, data: bytes) -> bytes:
    kept = io.BytesIO(of)
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return kept.getvalue()


def locked(of: bytes) -> bytes:
    """Each entry says that it needs a password: bit 0 of its flags, in the list at the end."""
    return of.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")


def a_word_document(
    *paragraphs: str, headings: tuple[str, ...] = (), more: Mapping[str, str | bytes] = {}
) -> bytes:
    def paragraph(text: str) -> str:
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text in headings else ""
        return f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"

    body = "".join(paragraph(text) for text in paragraphs)
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Valves</dc:title><dc:creator>Ratna</dc:creator></c>'
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": core,
        **(more or {}),
    })  # fmt: skip


def some_slides(*slides: str) -> bytes:
    def slide(text: str) -> str:
        lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
        return f'<p:sld xmlns:p="urn:p" xmlns:a="{DRAWING}">{lines}</p:sld>'

    numbered = {f"ppt/slides/slide{n}.xml": slide(text) for n, text in enumerate(slides, 1)}
    return zipped(
        {"[Content_Types].xml": f'<Types xmlns="{TYPES}"/>', "ppt/presentation.xml": "<p/>", **numbered}
    )


def an_open_document(sort: str, inner: str, meta: str = "<m/>") -> bytes:
    """`sort` is text, presentation or spreadsheet."""
    content = f"<office:document-content {OPEN}>{inner}</office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{sort}"
    return zipped({"mimetype": mimetype, "content.xml": content, "meta.xml": meta})


def a_workbook(*rows: list[object], title: str = "Meters") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def a_picture(width: int = 40, height: int = 30, format: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(kept, format)
    return kept.getvalue()


def an_endless_picture(side: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says it has 3.6 thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def a_letter(subject: str = "Pump house keys", text: str = "They hang at the gate.") -> bytes:
    return (
        f"From: Ratna <ratna@aruna.example>\r\nTo: ben@aruna.example\r\nSubject: {subject}\r\n"
        f"Date: Thu, 12 Mar 2026 08:00:00 +0700\r\n\r\n{text}\r\n"
    ).encode()


def a_nested_letter(depth: int) -> bytes:
    letter = a_letter()
    for n in range(depth):
        letter = f"Subject: level {n}\r\nContent-Type: message/rfc822\r\n\r\n".encode() + letter
    return letter


def a_photograph(format: str = "JPEG", *, xmp: bool = False) -> bytes:
    """As a phone takes it: with the day, its maker, and where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Made Suryapati"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:05 07:41:00"
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    position[ExifTags.GPS.GPSLatitudeRef] = "S"
    position[ExifTags.GPS.GPSLatitude] = (0.0, 54.0, 36.25)
    position[ExifTags.GPS.GPSAreaInformation] = b"ASCII\0\0\0Kampung Hilir"
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r exif:GPSLatitude="0,54.604S" dc:creator="Made"/>'
        b"<exif:GPSLongitude>119,50.1E</exif:GPSLongitude></x:xmpmeta>"
    )
    kept = io.BytesIO()
    more = {"xmp": packet} if xmp else {}
    Image.new("RGB", (40, 30), "teal").save(kept, format, exif=exif, **more)
    return kept.getvalue()
