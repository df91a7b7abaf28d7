"""A dump of MediaWiki (XML): the last revision of every page; redirects lead on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import Alias, Entry, LeftOut, Page
from lubuk.domains.importing.reading import html_text, language
from lubuk.domains.importing.reading.html_file import a_day
from lubuk.domains.importing.reading.leading import refuse_large, summary_of
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.reading.wikitext import Wikitext, page_name

TAKEN = {
    "0": "",
    "4": "",
    "12": "",
}  # articles, pages about the project, help; the rest is the wiki's own affair
MOST_AUTHORS = 10  # of one page; the rest fixed commas


def is_dump(head: bytes) -> bool:
    return b"<mediawiki" in head


@dataclass
class Found:
    """A page while its revisions are read; they come in any order."""

    title: str = ""
    space: str = "0"
    leads_to: str = ""
    text: str = ""
    first: str = ""
    last: str = ""
    authors: list[str] = field(default_factory=list)


class Dump:
    def __init__(self, place: Path) -> None:
        self.place = place

    def entries(self) -> Iterator[Entry]:
        found = Found()
        try:
            for element in ended(iterparse(self.place, events=("start", "end"))):
                name = element.tag.rpartition("}")[2]
                if name == "revision":
                    note_revision(found, element)
                elif name == "page":
                    note_page(found, element)
                    yield entry_of(found)
                    found = Found()
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise Unreadable(_("This dump is cut off or damaged. Make it anew.")) from error

    def file(self, path: str) -> bytes | None:
        return None


def ended(events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    """Elements as they end. What the root has gathered is forgotten with each page, or a dump would fill memory."""
    _event, root = next(events)
    for event, element in events:
        if event == "end":
            yield element
            if element.tag.endswith("}page") or element.tag == "page":
                root.clear()


def note_revision(found: Found, revision: Element) -> None:
    at = child(revision, "timestamp")
    found.first = min(found.first or at, at)
    if at >= found.last:
        found.last, found.text = at, child(revision, "text")
    author = next((child(one, "username") for one in revision if one.tag.endswith("contributor")), "")
    if author and author not in found.authors:
        found.authors.append(author)
    revision.clear()


def note_page(found: Found, page: Element) -> None:
    found.title, found.space = child(page, "title"), child(page, "ns") or "0"
    redirect = next((one for one in page if one.tag.endswith("redirect")), None)
    found.leads_to = redirect.get("title", "") if redirect is not None else ""


def child(element: Element, name: str) -> str:
    return next((one.text or "" for one in element if one.tag.rpartition("}")[2] == name), "")


def entry_of(found: Found) -> Entry:
    path = page_name(found.title)[:500]
    if found.space not in TAKEN:
        return LeftOut(path, _("A discussion, template, file or other page of the wiki’s own."))
    leads_to = found.leads_to or (m[1] if (m := REDIRECT.match(found.text)) else "")
    if leads_to:
        return Alias(path, page_name(leads_to.partition("#")[0]))
    try:
        return page_of(found, path)
    except Unreadable as error:
        return LeftOut(path, str(error))


REDIRECT = re.compile(r"\s*#(?:REDIRECT|ALIH)\s*:?\s*\[\[([^\]|]+)", re.IGNORECASE)


def page_of(found: Found, path: str) -> Entry:
    refuse_large(len(found.text.encode(errors="replace")))
    wiki = Wikitext(found.text)
    body = html_text.kept(wiki.html, str)
    if not body:
        return LeftOut(path, _("There is no text in this page."))
    return Page(
        path=path,
        digest=hashlib.sha256(f"{found.title}\n{found.text}".encode(errors="replace")).hexdigest(),
        title=found.title.rpartition("/")[2] or found.title,
        body=body,
        summary=summary_of(body),
        language=language.guess(html_text.plain(body)),
        created=a_day(found.first),
        changed=a_day(found.last),
        authors=tuple(found.authors[:MOST_AUTHORS]),
        tags=tuple(dict.fromkeys(wiki.tags)),
    )
