"""A site that opens without a server: pages that lead to each other, their pictures, and a search inside."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from lubuk import ui
from lubuk.domains.library.citing import apa, citation_of, stable_address
from lubuk.domains.library.enclosures import about_file, path_of_file, take_files
from lubuk.domains.library.exporting.pages import picture_name, standing_alone, story
from lubuk.domains.library.exporting.scope import Scope
from lubuk.domains.library.leaves import Leaf, leaves
from lubuk.domains.library.printing.paper import trust_in_words
from lubuk.domains.library.printing.texts import content_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.plain import to_text

PER_LIST = 200  # titles on a page
INDEX_LETTERS = 12_000_000  # of the whole search index: what a phone's browser still reads in a second or two
MOST_LETTERS, LEAST_LETTERS = 20_000, 60  # … of one item in it

ASSETS = Path(__file__).with_name("site_assets")
FACES = Path(ui.__file__).with_name("static") / "fonts"
FONTS = (FACES / "atkinson-next-latin.woff2", FACES / "newsreader.woff2")


def write_site(to: BinaryIO, scope: Scope, progress: Callable[[int], None]) -> None:
    with (
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as site,
        tempfile.TemporaryFile("w+", encoding="utf-8") as index,
    ):
        for asset in (*sorted(ASSETS.iterdir()), *FONTS):
            site.write(asset, f"assets/{asset.name}")
        lists, there = Lists(site, scope), set[str]()
        letters = max(LEAST_LETTERS, min(MOST_LETTERS, INDEX_LETTERS // max(1, scope.items.count())))
        index.write("window.pages = [\n")
        for done, leaf in enumerate(leaves(scope.ids(), scope.reader), start=1):
            site.writestr(path_of(leaf.item), page_of(leaf, scope))
            lists.add(leaf)
            index.write(json.dumps(found_by(leaf, letters), ensure_ascii=False).replace("</", "<\\/") + ",\n")
            take_pictures(site, leaf, there)
            take_files(site, leaf, there)
            progress(done)
        lists.close()
        index.write("];\n")
        take_index(site, index)


def path_of(item: Item) -> str:
    return f"pages/{item.number}.html"


def page_of(leaf: Leaf, scope: Scope) -> str:
    item = leaf.item

    def address(pk: int) -> str | None:
        other = leaf.mentioned.get(pk)
        return f"{other.number}.html" if other and scope.holds(other) else None

    html = standing_alone(story(leaf), pictures=leaf.pictures, folder="../pictures/", item_address=address)
    context = {
        "leaf": leaf,
        "item": item,
        "story": mark_safe(html),  # noqa: S308 - sanitised when it was kept; only addresses changed
        "trust": trust_in_words(item, ""),
        "address": stable_address(item),
        "citation": apa(citation_of(item, leaf.version, leaf.writers)),
        "files": [
            (
                file,
                f"../{path_of_file(file.attachment)}",
                about_file(file),
                file.family == "picture" and file.opens,
            )
            for file in leaf.files
        ],
        "chapters": [chapter for chapter in scope.chapters if scope.whole and scope.whole.pk == item.pk],
        "root": "../",
        "language": get_language(),
    }
    return render_to_string("library/export/page.html", context)


def found_by(leaf: Leaf, letters: int) -> dict[str, str]:
    """What the search knows of an item: as many letters of each as all together may have."""
    text = " ".join(to_text(story(leaf)).split())
    files = (file.attachment.given_name for file in leaf.files)
    words = " ".join([*leaf.subjects, *leaf.tags, *files, leaf.item.number])
    return {
        "a": path_of(leaf.item), "t": leaf.version.title, "k": leaf.item.kind_definition.name,
        "s": leaf.version.summary, "w": words, "x": text[:letters],
    }  # fmt: skip


def take_pictures(site: zipfile.ZipFile, leaf: Leaf, there: set[str]) -> None:
    for attachment in leaf.pictures.values():
        name = picture_name(attachment)
        if name and name not in there:
            there.add(name)
            site.writestr(f"pictures/{name}", content_of(attachment), zipfile.ZIP_STORED)


def take_index(site: zipfile.ZipFile, index: IO[str]) -> None:
    """A script and not JSON: a page opened from a disk may load no data, only what it names."""
    index.seek(0)
    with site.open("assets/pages.js", "w") as kept:
        while some := index.read(1_000_000):
            kept.write(some.encode())


class Lists:
    """The pages of titles: index.html, list-2.html …; a page is written as soon as it is full."""

    def __init__(self, site: zipfile.ZipFile, scope: Scope) -> None:
        self.site, self.scope = site, scope
        self.rows: list[dict[str, Any]] = []
        self.number = 0
        self.pages = max(1, -(-scope.items.count() // PER_LIST))

    def add(self, leaf: Leaf) -> None:
        item = leaf.item
        if len(self.rows) == PER_LIST:
            self.write()
        self.rows.append(
            {"url": path_of(item), "title": leaf.version.title, "summary": leaf.version.summary,
             "kind": item.kind_definition.name, "language": item.language, "unit": item.unit.name}
        )  # fmt: skip

    def close(self) -> None:
        self.write()

    def write(self) -> None:
        self.number += 1
        whole = self.scope.whole
        context = {
            "rows": self.rows,
            "heading": whole.title if whole else "",
            "number": self.number,
            "pages": range(1, self.pages + 1),
            "institution": self.scope.reader.unit and self.scope.reader.unit.institution,
            "root": "",
            "language": get_language(),
        }
        name = "index.html" if self.number == 1 else f"list-{self.number}.html"
        self.site.writestr(name, render_to_string("library/export/list.html", context))
        self.rows = []
