"""Reads one HTML file: what its head says, its main part, its links to neighbours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.reading import html_text
from lubuk.domains.importing.reading import language as languages
from lubuk.domains.importing.reading.decoding import decoded
from lubuk.domains.importing.reading.leading import refuse_large, resolver, summary_of, title_from

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
MOST = 20 * 1_000_000  # bytes with the frame round the text, which is often the larger part


def read(content: bytes, path: str, is_there: Callable[[str], bool], **known: Any) -> Page:
    """Raises Unreadable."""
    refuse_large(len(content) if len(content) > MOST else 0)
    html = letters(content)
    part = html_text.main_part(html)
    title = html_text.heading(part) or html_text.title(html) or title_from(path)
    body = html_text.kept(html_text.without_heading(part), resolver(path, is_there))
    meta = html_text.meta(html)
    said = {
        "title": title,
        "summary": meta.get("description") or summary_of(body),
        "language": html_text.language(html) or languages.guess(html_text.plain(body)),
        "created": a_day(
            meta.get("article:published_time") or meta.get("dcterms.created") or meta.get("date")
        ),
        "changed": a_day(meta.get("article:modified_time") or meta.get("dcterms.modified")),
        "authors": (meta["author"],) if meta.get("author") else (),
        "tags": tuple(tag.strip() for tag in meta.get("keywords", "").split(",") if tag.strip()),
    }
    return Page(path=path, digest=hashlib.sha256(content).hexdigest(), body=body, **{**said, **known})


def letters(content: bytes) -> str:
    """In the encoding that the page states, if it does."""
    stated = _CHARSET.search(content[:2_000])
    if stated:
        try:
            return decoded(content.decode(stated[1].decode("ascii")).encode())
        except (LookupError, UnicodeError):
            pass
    return decoded(content)


def a_day(written: str | None) -> date | None:
    try:
        return parse_date(written[:10]) if written else None
    except ValueError:
        return None
