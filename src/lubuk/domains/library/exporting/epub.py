"""A manual as an EPUB 3 book (W3C EPUB 3.3), written by hand: a ZIP of pages that any reader opens, page by page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.library.citing import apa, citation_of, stable_address
from lubuk.domains.library.contents import Chapter
from lubuk.domains.library.enclosures import about_file, is_picture
from lubuk.domains.library.exporting.pages import as_xml, picture_name, standing_alone, story, xml_text
from lubuk.domains.library.leaves import Leaf, leaves
from lubuk.domains.library.printing.paper import trust_in_words
from lubuk.foundation.accounts.models import Reader

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
STYLE = """body { line-height: 1.5; margin: 0 1em; }
h1, h2, h3 { line-height: 1.2; font-weight: 500; break-after: avoid; }
.meta { font-size: .85em; color: #4c5b61; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: .9em; }
th, td { border-bottom: 1px solid #c9d3d6; padding: .25em .5em; text-align: start; vertical-align: top; }
div[data-callout] { border-inline-start: 3px solid #0f4a5c; padding: .1em 1em; background: #eef4f6; }
pre { white-space: pre-wrap; }
"""


type Pictures = dict[str, tuple[str, FieldFile]]  # by their names in the book: media type and bytes


@dataclass(frozen=True)
class Page:
    """One file of the book."""

    name: str
    title: str
    depth: int


def write_epub(to: BinaryIO, whole: Leaf, chapters: Sequence[Chapter], reader: Reader) -> None:
    """One chapter after the other; what is in memory does not grow with the book, but for its table of contents."""
    place = {chapter.item.pk: chapter for chapter in chapters}
    pages = [Page("cover.xhtml", whole.version.title, 1)]
    pictures: Pictures = {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # OCF 4.2: first, and as it is
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book/style.css", STYLE)
        book.writestr("book/cover.xhtml", cover(whole, place, pictures))
        for leaf in leaves(place, reader):
            chapter = place[leaf.item.pk]
            page = Page(name_of(leaf.item.pk), f"{chapter.number} {leaf.version.title}", chapter.depth)
            pages.append(page)
            book.writestr(f"book/{page.name}", chapter_page(leaf, page, place, pictures))
        for name, (_type, file) in pictures.items():
            with file.open("rb") as kept:
                book.writestr(f"book/{name}", kept.read(), zipfile.ZIP_STORED)
        book.writestr("book/nav.xhtml", navigation(whole, pages))
        book.writestr("book/package.opf", package(whole, pages, pictures))


def name_of(item_id: int) -> str:
    return f"item-{item_id}.xhtml"


def document(title: str, language: str, body: str, more: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" lang="{xml_text(language)}" xml:lang="{xml_text(language)}">'
        f'<head><meta charset="utf-8"/><title>{xml_text(title)}</title>'
        f'<link rel="stylesheet" href="style.css"/>{more}</head><body>{body}</body></html>\n'
    )


def cover(whole: Leaf, place: dict[int, Chapter], pictures: Pictures) -> str:
    item = whole.item
    facts = [item.number, trust_in_words(item, ""), stable_address(item)]
    cited = apa(citation_of(item, whole.version, whole.writers))
    body = (
        f"<h1>{xml_text(whole.version.title)}</h1><p>{xml_text(whole.version.summary)}</p>"
        f'<p class="meta">{xml_text(" · ".join(facts))}</p>{text_of(whole, place, pictures)}'
        f'<p class="meta">{xml_text(_("Cite as:"))} {xml_text(cited)}</p>'
    )
    return document(whole.version.title, item.language, body)


def chapter_page(leaf: Leaf, page: Page, place: dict[int, Chapter], pictures: Pictures) -> str:
    item = leaf.item
    facts = " · ".join([item.number, trust_in_words(item, ""), stable_address(item)])
    body = (
        f'<h1>{xml_text(page.title)}</h1><p class="meta">{xml_text(facts)}</p>'
        f"<p>{xml_text(leaf.version.summary)}</p>{text_of(leaf, place, pictures)}"
    )
    return document(page.title, item.language, body)


def text_of(leaf: Leaf, place: dict[int, Chapter], pictures: Pictures) -> str:
    for attachment in leaf.pictures.values():
        if name := picture_name(attachment):
            pictures[name] = attachment.media_type, attachment.file
    html = standing_alone(
        story(leaf),
        pictures=leaf.pictures,
        folder="",
        item_address=lambda pk: name_of(pk) if pk in place else None,
    )
    return as_xml(html) + files_of(leaf, pictures)


def files_of(leaf: Leaf, pictures: Pictures) -> str:
    """Their names, where they are, and the pictures themselves: what else hangs on a page no book reader opens."""
    lines = []
    for file in leaf.files:
        shown = ""
        if is_picture(file):
            name = f"file-{file.attachment.pk}.webp"
            pictures[name] = "image/webp", file.attachment.content.preview
            shown = f'<img src="{name}" alt="{xml_text(file.about or file.attachment.given_name)}"/><br/>'
        address = xml_text(f"{settings.CONFIGURATION.url.rstrip('/')}{file.attachment.get_absolute_url()}")
        words = (
            f'<a href="{address}">{xml_text(file.attachment.given_name)}</a> ({xml_text(about_file(file))})'
        )
        lines.append(f"<li>{shown}{words}</li>")
    return f"<h2>{xml_text(_('Files'))}</h2><ul>{''.join(lines)}</ul>" if lines else ""


def navigation(whole: Leaf, pages: Sequence[Page]) -> str:
    title = _("Contents")
    body = f'<nav epub:type="toc" role="doc-toc"><h1>{xml_text(title)}</h1>{"".join(nested(pages))}</nav>'
    return document(title, whole.item.language, body)


def nested(pages: Sequence[Page]) -> Iterator[str]:
    """Lists in lists. A page deeper than the one before it by more than one stands one below it."""
    depth = 0
    for page in pages:
        wanted = min(page.depth, depth + 1)
        if wanted > depth:
            yield "<ol>"
        else:
            yield "</li></ol>" * (depth - wanted) + "</li>"
        depth = wanted
        yield f'<li><a href="{page.name}">{xml_text(page.title)}</a>'
    yield "</li></ol>" * depth


def package(whole: Leaf, pages: Sequence[Page], pictures: Pictures) -> str:
    changed = (whole.version.published_at or timezone.now()).strftime("%Y-%m-%dT%H:%M:%SZ")
    institution = (whole.item.unit.institution or whole.item.unit).name
    writers = "".join(f"<dc:creator>{xml_text(name)}</dc:creator>" for name in dict.fromkeys(whole.writers))
    files = "".join(
        f'<item id="p{n}" href="{page.name}" media-type="application/xhtml+xml"/>'
        for n, page in enumerate(pages)
    ) + "".join(
        f'<item id="i{n}" href="{name}" media-type="{media_type}"/>'
        for n, (name, (media_type, _file)) in enumerate(pictures.items())
    )
    order = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        f' unique-identifier="id" xml:lang="{xml_text(whole.item.language)}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{xml_text(stable_address(whole.item))}</dc:identifier>'
        f"<dc:title>{xml_text(whole.version.title)}</dc:title><dc:language>{xml_text(whole.item.language)}</dc:language>"
        f"{writers}<dc:publisher>{xml_text(institution)}</dc:publisher>"
        f"<dc:description>{xml_text(whole.version.summary)}</dc:description>"
        f'<meta property="dcterms:modified">{changed}</meta>'
        '<meta property="schema:accessMode">textual</meta></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="style" href="style.css" media-type="text/css"/>{files}</manifest>'
        f"<spine>{order}</spine></package>\n"
    )
