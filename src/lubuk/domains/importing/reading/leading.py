"""Where an address in a text leads inside its source, and what can be said of a text as it stands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.foundation.richtext.addresses import IMPORTED
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.sanitise import MAX_BODY_BYTES

SUMMARY_LENGTH = 300  # letters

_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def imported(path: str) -> str:
    """The address that stands for a path of the source until it is known where it went."""
    return IMPORTED + quote(path)


def path_in(address: str) -> str:
    return unquote(address.removeprefix(IMPORTED))


def resolver(path: str, is_there: Callable[[str], bool]) -> Callable[[str], str]:
    """Leads relative addresses, and those from the root, to a place under IMPORTED; out of the source they lead
    nowhere."""
    folder = posixpath.dirname(path)

    def resolve(address: str) -> str:
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith(("//", IMPORTED)):
            return address
        written = unquote(parts.path).replace("\\", "/")
        joined = written.lstrip("/") if written.startswith("/") else posixpath.join(folder, written)
        found = inside(joined, is_there)
        return imported(found) if found else ""

    return resolve


def inside(written: str, is_there: Callable[[str], bool]) -> str | None:
    """The path in normal form, with the ending of the file it means; None where it leads out of the source."""
    normal = posixpath.normpath(written)
    if normal == "." or normal.startswith("..") or "\0" in normal or len(normal) > 1_000:
        return None
    return next((name for name in meant_by(normal) if is_there(name)), normal)


def meant_by(path: str) -> tuple[str, ...]:
    """The files that a link may mean: it often leaves out the ending, or means a folder's first page."""
    stem = path.rstrip("/")
    return (
        stem, f"{stem}.md", f"{stem}.html", f"{stem}/index.md", f"{stem}/README.md", f"{stem}/index.html",
        f"{stem}.markdown",
    )  # fmt: skip


def title_from(path: str) -> str:
    """Words out of a file's name; an index is called after its folder."""
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    if stem.lower() in ("index", "readme") and folder:
        stem = posixpath.basename(folder)
    words = " ".join(re.split(r"[-_\s]+", stem)).strip() or name
    return words[:1].upper() + words[1:]


def summary_of(body: str) -> str:
    """The first paragraph, cut at a sentence where it is long."""
    match = _FIRST_PARAGRAPH.search(body)
    text = " ".join(to_text(match[1]).split()) if match else ""
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut = text[:SUMMARY_LENGTH].rsplit(" ", 1)[0]
    end = max(cut.rfind(sign) for sign in (". ", "! ", "? "))
    return cut[: end + 1] if end > SUMMARY_LENGTH // 3 else f"{cut} …"


def refuse_large(size: int) -> None:
    if size > MAX_BODY_BYTES:
        message = _(
            "This file has %(size)s; a text may have %(limit)s. Split it, or attach it to an item as a file."
        )
        raise Unreadable(message % {"size": filesizeformat(size), "limit": filesizeformat(MAX_BODY_BYTES)})
