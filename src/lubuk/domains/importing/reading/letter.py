"""What a mail says: subject, who, when, its text without what it quotes at the end, and what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html import escape

from lubuk.domains.importing.reading import html_text
from lubuk.domains.importing.reading.decoding import decoded
from lubuk.domains.importing.reading.plain_text import as_html
from lubuk.domains.importing.reading.unreadable import Unreadable

MOST_PARTS = 200  # of one mail
_REPLY = re.compile(r"^\s*((re|fwd?|fw|bls|balas|tr|aw|sv)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# "On 3 May 2024, Ana wrote:", also over two lines and in Indonesian, or Outlook's line; then quotes to the end.
_QUOTED_END = re.compile(
    r"\n[^\n>]{0,200}(?:\n[^\n>]{1,120})?(?:wrote|menulis)\s*:\s*\n(?:\s*>[^\n]*(?:\n|\Z)|\s*\n)+\s*\Z"
    r"|\n-{3,}\s*(?:Original Message|Pesan Asli)\s*-{3,}.*\Z",
    re.DOTALL | re.IGNORECASE,
)
_QUOTE_BLOCK = re.compile(r"(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE)


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes


def subject(message: EmailMessage) -> str:
    """Without the signs of answers in front."""
    return " ".join(_REPLY.sub("", header(message, "subject")).split())[:250]


def header(message: EmailMessage, name: str) -> str:
    """Headers that are no header by the rules are found in old mail every day; they read as nothing."""
    try:
        return " ".join(str(message.get(name, "")).replace("\0", "").split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def sender(message: EmailMessage) -> tuple[str, str]:
    """Name and address; "" for what isn't said."""
    name, address = next(iter(getaddresses([header(message, "from")])), ("", ""))
    return " ".join(name.split())[:160], address.strip().lower()[:254]


def sent_at(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(header(message, "date"))
    except (ValueError, TypeError, IndexError):
        return None


def body_html(message: EmailMessage) -> str:
    """Sanitised by whoever keeps it. Quotes between the lines stay quotes, those at the end go."""
    plain, rich = texts(message)
    if plain.strip():
        return plain_as_html(plain)
    return html_text.main_part(rich) if rich else ""


def plain_as_html(text: str) -> str:
    text = _QUOTED_END.sub("\n", "\n" + text.strip("\n") + "\n")
    text = _SIGNATURE.split(text)[0]
    out, at = "", 0
    for quote in _QUOTE_BLOCK.finditer(text):
        out += as_html(text[at : quote.start()])
        out += f"<blockquote>{as_html(re.sub(r'^>+ ?', '', quote[0], flags=re.MULTILINE))}</blockquote>"
        at = quote.end()
    return out + as_html(text[at:])


def texts(message: EmailMessage) -> tuple[str, str]:
    """The first plain text and the first HTML that are no attachments."""
    plain = rich = ""
    for part in parts(message):
        if is_attached(part):
            continue
        if part.get_content_type() == "text/plain" and not plain:
            plain = letters(part)
        elif part.get_content_type() == "text/html" and not rich:
            rich = letters(part)
    return plain, rich


def attached(message: EmailMessage) -> Iterator[Attached]:
    for part in parts(message):
        if is_attached(part) and not part.is_multipart():
            yield Attached(named(part), bytes_of(part))


def parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def is_attached(part: EmailMessage) -> bool:
    disposition = header(part, "content-disposition").lower()
    is_text = part.get_content_maintype() in ("text", "multipart")
    return disposition.startswith("attachment") or (not is_text and bool(named(part)))


def named(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    return name.replace("\\", "/").rpartition("/")[2].replace("\0", "").strip()[:150]


def bytes_of(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def letters(part: EmailMessage) -> str:
    content = bytes_of(part)
    try:
        return decoded(content.decode(part.get_content_charset() or "ascii").encode())
    except (LookupError, UnicodeError):
        pass
    except Unreadable:
        return ""
    try:
        return decoded(content)
    except Unreadable:
        return ""


def line_about(message: EmailMessage) -> str:
    """Who wrote and when, for the head of a letter among others; HTML."""
    name, address = sender(message)
    at = sent_at(message)
    return escape(
        ", ".join(filter(None, (name or address.partition("@")[0], f"{at:%Y-%m-%d %H:%M}" if at else "")))
    )
