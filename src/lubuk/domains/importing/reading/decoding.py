"""Bytes to text, mended where that is safe."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from lubuk.domains.importing.reading.unreadable import Unreadable

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# A converter leaves a stray control character now and then. Where one letter in fifty is one, the words around them
# are noise too: measured on regulations made from PDF, clean ones have none and damaged ones 20 to 60 per cent.
MOST_CONTROLS = 0.02
SAMPLE = 4_000  # bytes looked at to tell UTF-16 without a mark

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")


def decoded(content: bytes) -> str:
    """Text with "\\n" at the ends of lines. Raises Unreadable for what is no text, or text that was damaged."""
    text = _letters(content)
    controls = len(_CONTROLS.findall(text))
    if controls > max(1, MOST_CONTROLS * len(text)):
        raise Unreadable(
            _(
                "The letters in this file are damaged, or it is not text. Bring the document in that it was made from."
            )
        )
    if controls:
        text = _CONTROLS.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")


def _letters(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if wide := _wide(content):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # Old files from Windows. Five bytes mean nothing there; they become a sign that says so.
        return content.decode("cp1252", errors="replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: in Latin text every other byte is zero."""
    head = content[:SAMPLE]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
