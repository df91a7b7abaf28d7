"""Office documents with what people put into them: headings, points, tables, notes, and a small picture of the whole."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from PIL import Image

from lubuk.shared.attachments.tests.makers import DRAWING, OPEN, TYPES, WORD, zipped


def a_thumbnail(format: str = "JPEG", side: int = 256) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (side, side * 3 // 4), "teal").save(kept, format)
    return kept.getvalue()


def a_report(*, thumbnail: bytes = b"", cell: str = "Pak Yusran") -> bytes:
    """Word: a chapter with points, and one with a table whose first row is its head."""

    def paragraph(text: str, more: str = "") -> str:
        return f"<w:p><w:pPr>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    def row(*cells: str, more: str = "") -> str:
        held = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{more}</w:trPr>{held}</w:tr>"

    point, heading = "<w:numPr/>", '<w:pStyle w:val="Heading1"/>'
    body = (
        paragraph("Before the pumps run", heading)
        + paragraph("Look at three things.")
        + paragraph("The grid is clear", point)
        + paragraph("The gauge stands above two", point)
        + paragraph("Who is called", heading)
        + f"<w:tbl>{row('Hour', 'Name', more='<w:tblHeader/>')}{row('06–18', cell)}{row('18–06', 'Bu Sri')}</w:tbl>"
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    return zipped(entries | ({"docProps/thumbnail.jpeg": thumbnail} if thumbnail else {}))


def an_open_report(*, thumbnail: bytes = b"") -> bytes:
    body = (
        '<text:h text:outline-level="1">Before the pumps run</text:h><text:p>Look at three things.</text:p>'
        "<text:list><text:list-item><text:p>The grid is clear</text:p></text:list-item></text:list>"
        '<text:h text:outline-level="1">Who is called</text:h><table:table><table:table-header-rows>'
        "<table:table-row><table:table-cell><text:p>Hour</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>06–18</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    content = f"<office:document-content {OPEN}>{body}</office:document-content>"
    entries: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": "<m/>",
    }  # fmt: skip
    return zipped(entries | ({"Thumbnails/thumbnail.png": thumbnail} if thumbnail else {}))


def a_talk() -> bytes:
    """PowerPoint: a slide whose title stands behind its points, an empty one, and notes."""

    def shape(lines: str, kind: str) -> str:
        held = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines.split("\n"))
        return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>{held}</p:sp>'

    def slide(shapes: str) -> str:
        return f'<p:sld xmlns:p="urn:p" xmlns:a="{DRAWING}">{shapes}</p:sld>'

    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>', "ppt/presentation.xml": "<p/>",
        "ppt/slides/slide1.xml": slide(shape("Clear the grid\nRead the gauge", "body") + shape("Pumps", "title")),
        "ppt/slides/slide2.xml": slide(""),
        "ppt/notesSlides/notesSlide1.xml": slide(shape("Say who has the key.", "body")),
    })  # fmt: skip


def a_book(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
