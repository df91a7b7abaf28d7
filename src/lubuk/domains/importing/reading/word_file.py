"""Reads a Word document (DOCX) as a rich text, through mammoth; its pictures come along as files of the source."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree.ElementTree import ParseError

import mammoth
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.reading import html_text, language
from lubuk.domains.importing.reading.html_file import a_day
from lubuk.domains.importing.reading.leading import summary_of, title_from
from lubuk.domains.importing.reading.unreadable import Unreadable

MOST = 60 * 2**20  # bytes; forms with photos have a tenth
MOST_UNPACKED = 400 * 2**20  # bytes
TITLE_LENGTH = 160  # letters
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read(content: bytes, path: str, is_there: Callable[[str], bool], **known: Any) -> Page:
    """Raises Unreadable."""
    html = converted(content)
    said = properties(content)
    heading = html_text.heading(html)
    body = html_text.kept(html_text.without_heading(html) if heading else html, str)
    about = {
        "title": heading or said.get("title") or title_from(path),
        "summary": summary_of(body),
        "language": language.guess(html_text.plain(body)),
        "created": said.get("created"),
        "changed": said.get("changed"),
        "authors": (said["author"],) if said.get("author") else (),
    }
    return Page(path=path, digest=hashlib.sha256(content).hexdigest(), body=body, **{**about, **known})


def converted(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            if len(content) > MOST or unpacked > MOST_UNPACKED:
                raise Unreadable(_("This document is too large to be read. Split it."))
        no_pictures = mammoth.images.img_element(lambda _picture: {"src": ""})
        return str(mammoth.convert_to_html(io.BytesIO(content), convert_image=no_pictures).value)
    except (
        zipfile.BadZipFile,
        ParseError,
        DefusedXmlException,
        LookupError,
        ValueError,
        AttributeError,
    ) as error:
        raise Unreadable(
            _("This Word document is damaged. Open it, save it anew and send it again.")
        ) from error


def properties(content: bytes) -> dict[str, Any]:
    """Title, author and dates that the document keeps of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            core = ElementTree.fromstring(parts.read("docProps/core.xml"))
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile):
        return {}
    return {
        "title": (core.findtext(f"{_DC}title") or "").strip()[:TITLE_LENGTH],
        "author": (core.findtext(f"{_DC}creator") or "").strip()[:160],
        "created": _day(core.findtext(f"{_TERMS}created")),
        "changed": _day(core.findtext(f"{_TERMS}modified")),
    }


def _day(written: str | None) -> date | None:
    return a_day(written)
