"""Reads a text file: paragraphs are parted by empty lines, a short first line is the title."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from html import escape
from typing import Any

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.reading import html_text, language
from lubuk.domains.importing.reading.decoding import decoded
from lubuk.domains.importing.reading.leading import refuse_large, summary_of, title_from

TITLE_LENGTH = 120  # letters; a longer first line is a sentence


def read(content: bytes, path: str, is_there: Callable[[str], bool], **known: Any) -> Page:
    """Raises Unreadable."""
    refuse_large(len(content))
    text = decoded(content).strip("\n")
    first, _line, rest = text.partition("\n")
    is_title = 0 < len(first.strip()) <= TITLE_LENGTH and not rest[:1].strip()
    body = html_text.kept(as_html(rest if is_title and rest.strip() else text), str)
    said = {
        "title": first.strip() if is_title and rest.strip() else title_from(path),
        "summary": summary_of(body),
        "language": language.guess(text),
    }
    return Page(path=path, digest=hashlib.sha256(content).hexdigest(), body=body, **{**said, **known})


def as_html(text: str) -> str:
    """Lines stay lines."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part.strip())
