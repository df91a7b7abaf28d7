"""A space of Confluence exported as XML: one file of objects that point at each other, attachments beside it.

It is read twice, since a page's text stands apart from its title and a space can have gigabytes: first what there is,
then the texts, one after another.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import Entry, LeftOut, Page
from lubuk.domains.importing.reading import html_text, language
from lubuk.domains.importing.reading.html_file import a_day
from lubuk.domains.importing.reading.leading import path_in, refuse_large, summary_of
from lubuk.domains.importing.reading.storage_format import as_html
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources.tree import Tree, bytes_at
from lubuk.foundation.richtext.references import imported_pictures_in
from lubuk.shared.attachments.forms import MOST_FILES

ENTITIES = "entities.xml"
PAGES = ("Page", "BlogPost")


@dataclass
class PageFound:
    number: str
    title: str
    parent: str
    creator: str
    created: str
    changed: str


@dataclass
class Contents:
    """What the first reading found; pages by their number, of those that stand there now."""

    pages: dict[str, PageFound] = field(default_factory=dict)
    by_title: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)  # key -> e-mail or name
    files: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # page and file name -> path in the archive
    versions: dict[tuple[str, str], int] = field(default_factory=dict)


def is_export(tree: Tree) -> bool:
    return tree.is_there(ENTITIES)


class Space:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def entries(self) -> Iterator[Entry]:
        for path, why in self.tree.refused.items():
            yield LeftOut(path, why)
        try:
            contents = Contents()
            for item in self._objects():
                note(contents, item)
            written = set()
            for item in self._objects():
                number = reference(item, "content")
                if item.get("class") == "BodyContent" and number in contents.pages and number not in written:
                    written.add(number)
                    yield self._entry(contents, contents.pages[number], value(item, "body"))
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise Unreadable(_("This export is cut off or damaged. Make it anew.")) from error
        for number in contents.pages.keys() - written:
            yield LeftOut(path_of(number), _("There is no text in this page."))

    def _entry(self, contents: Contents, found: PageFound, storage: str) -> Entry:
        entry = entry_of(contents, found, storage)
        if not isinstance(entry, Page):
            return entry
        shown = {path_in(address) for address, _alt in imported_pictures_in(entry.body)}
        hanging = {
            path: name
            for (page, name), path in contents.files.items()
            if page == found.number and path not in shown and self.tree.is_there(path)
        }
        return hung_on(entry, dict(list(hanging.items())[:MOST_FILES])) if hanging else entry

    def _objects(self) -> Iterator[Element]:
        with self.tree.opened(ENTITIES) as file:
            events = iterparse(file, events=("start", "end"))
            _event, root = next(events)
            for event, element in events:
                if event == "end" and element.tag == "object":
                    yield element
                    root.clear()

    def file(self, path: str) -> bytes | None:
        return bytes_at(self.tree, path)


def note(contents: Contents, item: Element) -> None:
    sort, number = item.get("class"), identity(item)
    if sort in PAGES:
        if is_current(item):
            note_page(contents, item, number)
    elif sort == "ConfluenceUserImpl":
        contents.people[number] = value(item, "email") or value(item, "name")
    elif sort == "Attachment" and is_current(item):
        note_file(contents, item, number)


def is_current(item: Element) -> bool:
    """Neither an earlier version nor thrown away nor a draft."""
    return value(item, "contentStatus") in ("current", "") and not reference(item, "originalVersion")


def note_page(contents: Contents, item: Element, number: str) -> None:
    title = value(item, "title")
    contents.by_title.setdefault(title.casefold(), number)
    contents.pages[number] = PageFound(
        number, title, reference(item, "parent"), reference(item, "creator"),
        value(item, "creationDate"), value(item, "lastModificationDate"),
    )  # fmt: skip


def note_file(contents: Contents, item: Element, number: str) -> None:
    page = reference(item, "containerContent") or reference(item, "content")
    key = (page, value(item, "title") or value(item, "fileName"))
    version = int(value(item, "version") or value(item, "attachmentVersion") or 1)
    if version >= contents.versions.get(key, 0):
        contents.versions[key] = version
        contents.files[key] = f"attachments/{page}/{number}/{version}"


def entry_of(contents: Contents, found: PageFound, storage: str) -> Entry:
    path = path_of(found.number)
    try:
        refuse_large(len(storage.encode(errors="replace")))
        html = as_html(
            storage,
            page_path=lambda title: path_of(contents.by_title.get(title.casefold(), title)),
            file_path=lambda name: contents.files.get((found.number, name), name),
        )
        body = html_text.kept(html, str)
    except Unreadable as error:
        return LeftOut(path, str(error))
    if not body:
        return LeftOut(path, _("There is no text in this page."))
    author = contents.people.get(found.creator, "")
    return Page(
        path=path,
        digest=hashlib.sha256(f"{found.title}\n{storage}".encode(errors="replace")).hexdigest(),
        title=found.title,
        body=body,
        summary=summary_of(body),
        language=language.guess(html_text.plain(body)),
        created=a_day(found.created),
        changed=a_day(found.changed),
        authors=(author,) if author else (),
        parent=path_of(found.parent) if found.parent in contents.pages else None,
    )


def hung_on(page: Page, files: dict[str, str]) -> Page:
    """With its files: names by paths, which change with each version of a file."""
    digest = hashlib.sha256("\n".join([page.digest, *sorted(files)]).encode()).hexdigest()
    called = {path: [name, ""] for path, name in files.items()}
    return dataclasses.replace(page, digest=digest, files=tuple(files), called=called)


def path_of(number: str) -> str:
    """A page is known by its number: its title may change."""
    return f"page-{number}"[:500]


def identity(item: Element) -> str:
    return next(((one.text or "").strip() for one in item if one.tag == "id"), "")


def value(item: Element, name: str) -> str:
    found = next((one for one in item if one.tag == "property" and one.get("name") == name), None)
    return (found.text or "").strip() if found is not None else ""


def reference(item: Element, name: str) -> str:
    found = next((one for one in item if one.tag == "property" and one.get("name") == name), None)
    return identity(found) if found is not None else ""
