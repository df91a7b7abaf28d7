"""Reads one Markdown file with what stands around it: front matter, links to its neighbours, pictures beside
it.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from lubuk.domains.library.importing import front_matter, language
from lubuk.domains.library.importing.generator_tags import without_tags
from lubuk.domains.library.importing.unreadable import Unreadable
from lubuk.foundation.richtext.addresses import IMPORTED
from lubuk.foundation.richtext.markdown import from_markdown
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.references import imported_links_in, imported_pictures_in
from lubuk.foundation.richtext.sanitise import MAX_BODY_BYTES, TooLarge

SUMMARY_LENGTH = 300

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_FIRST_LINE_HEADING = re.compile(
    r"\A\s*(?:#[ \t]+(?P<hash>[^\n]+?)[ \t]*#*[ \t]*|(?P<bar>[^\n#>|*\-]+)\n=+[ \t]*)(?:\n|\Z)"
)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


class Neighbour(NamedTuple):
    """A file that a link or a picture points at: `path` is relative to the root of the import, with "/" and
    possibly without its ending; `address` is what stands for it in the body until the importer settles it."""

    address: str
    path: str
    label: str


@dataclass(frozen=True)
class ImportedFile:
    title: str
    body_html: str
    summary: str
    language: str | None
    dates: dict[str, date]
    tags: list[str]
    links: list[Neighbour]
    pictures: list[Neighbour]
    values: front_matter.Values  # all that stands at the top of the file


def read(path: Path, *, root: Path | None = None) -> ImportedFile:
    """The file as the library could keep it. Raises Unreadable.

    `root` is the folder being imported (the file's own, if not said); what lies outside it is neither linked
    nor listed.
    """
    values, text = front_matter.split(_text(path))
    text = without_tags(text)
    title, text = _title(values, text, path)
    try:
        body = from_markdown(text, resolve=_resolver(path, root or path.parent))
    except TooLarge as error:
        raise Unreadable(str(error)) from error
    return ImportedFile(
        title=title,
        body_html=body,
        summary=front_matter.words(values, "summary", "description", "subtitle", "excerpt") or _summary(body),
        language=_language(values, body),
        dates=front_matter.dates(values),
        tags=front_matter.tags(values),
        links=[Neighbour(address, _path(address), label) for address, label in imported_links_in(body)],
        pictures=[Neighbour(address, _path(address), label) for address, label in imported_pictures_in(body)],
        values=values,
    )


def _text(path: Path) -> str:
    size = path.stat().st_size
    if size > MAX_BODY_BYTES:
        message = _(
            "This file has %(size)s; a text may have %(limit)s. Split it, or attach it to an item as a file."
        )
        raise Unreadable(message % {"size": filesizeformat(size), "limit": filesizeformat(MAX_BODY_BYTES)})
    return _decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise Unreadable(_("This file is not text. Attach it to an item as a file."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old files from Windows; every byte means something in Latin-1, so this can't fail.
        return content.decode("latin-1")


def _title(values: front_matter.Values, text: str, path: Path) -> tuple[str, str]:
    """From the front matter, the first heading or the file's name; a heading that says it at the top is taken
    out.
    """
    given = front_matter.words(values, "title")
    first = _FIRST_LINE_HEADING.match(text)
    if first:
        heading = _plain(first["hash"] or first["bar"])
        if heading and given.casefold() in ("", heading.casefold()):
            return given or heading, text[first.end() :]
    found = _HEADING.search(_FENCED.sub("", text))
    return given or (_plain(found[1]) if found else "") or _title_from_name(path), text


def _plain(markdown: str) -> str:
    return " ".join(to_text(from_markdown(markdown)).split())


def _title_from_name(path: Path) -> str:
    name = path.parent.name if path.stem.lower() in ("index", "readme") and path.parent.name else path.stem
    words = " ".join(re.split(r"[-_\s]+", name)).strip() or path.name
    return words[:1].upper() + words[1:]


def _summary(body: str) -> str:
    match = _FIRST_PARAGRAPH.search(body)
    text = " ".join(to_text(match[1]).split()) if match else ""
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut = text[:SUMMARY_LENGTH].rsplit(" ", 1)[0]
    end = max(cut.rfind(sign) for sign in (". ", "! ", "? "))
    return cut[: end + 1] if end > SUMMARY_LENGTH // 3 else f"{cut} …"


def _language(values: front_matter.Values, body: str) -> str | None:
    given = (
        front_matter.words(values, "language", "lang", "locale").lower().replace("_", "-").partition("-")[0]
    )
    return given if re.fullmatch("[a-z]{2,3}", given) else language.guess(to_text(body))


def _resolver(path: Path, root: Path) -> Callable[[str], str]:
    """Leads relative addresses, and those from the root, to a place under IMPORTED."""
    folder = path.resolve().parent.relative_to(root.resolve()).as_posix()

    def resolve(address: str) -> str:
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith(("//", IMPORTED)):
            return address
        written = unquote(parts.path).replace("\\", "/")
        joined = written.lstrip("/") if written.startswith("/") else posixpath.join(folder, written)
        return IMPORTED + quote(found) if (found := _inside(root, joined)) else ""

    return resolve


def _inside(root: Path, written: str) -> str | None:
    """The path in normal form, with the ending of the file it means; None where it leads out of the root."""
    normal = posixpath.normpath(written)
    if normal == "." or normal.startswith("..") or "\0" in normal:
        return None
    for candidate in (normal, f"{normal}.md", f"{normal}/index.md", f"{normal}/README.md"):
        place = root / candidate
        if len(candidate) < 1_000 and place.is_file():
            return candidate if place.resolve().is_relative_to(root.resolve()) else None
    return normal


def _path(address: str) -> str:
    return unquote(address.removeprefix(IMPORTED))
