"""Tells what was sent from what is in it, never from its name alone, and opens it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.domains.importing.pages import Source
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources import (
    confluence_html,
    confluence_xml,
    lubuk_folder,
    mailbox,
    mediawiki,
    notion,
)
from lubuk.domains.importing.sources.files import Files
from lubuk.domains.importing.sources.tree import FolderTree, OneFile, Tree, opened_zip

SORTS = {
    "files": gettext_lazy("Files and folders"),
    "confluence-html": gettext_lazy("Space of Confluence (HTML)"),
    "confluence-xml": gettext_lazy("Space of Confluence (XML)"),
    "lubuk": gettext_lazy("Folder from Lubuk"),
    "notion": gettext_lazy("Export of Notion"),
    "mediawiki": gettext_lazy("Dump of MediaWiki"),
    "mailbox": gettext_lazy("Mailbox"),
}
HEAD = 4_096  # bytes


def opened(place: Path, name: str) -> tuple[str, Source]:
    """A key of SORTS, and the source. `name` is what the file was called. Raises Unreadable."""
    if place.is_dir():
        return of_tree(FolderTree(place))
    if not place.is_file():
        raise Unreadable(_("There is no such file."))
    with place.open("rb") as file:
        head = file.read(HEAD)
    if name.lower().endswith(".docx"):
        return of_tree(OneFile(name, place.read_bytes))
    if zipfile.is_zipfile(place):
        return of_tree(opened_zip(place))
    if mediawiki.is_dump(head):
        return "mediawiki", mediawiki.Dump(place)
    if mailbox.is_mailbox(head):
        return "mailbox", mailbox.Mailbox(place)
    return of_tree(OneFile(name, place.read_bytes))


def of_tree(tree: Tree) -> tuple[str, Source]:
    if confluence_xml.is_export(tree):
        return "confluence-xml", confluence_xml.Space(tree)
    if confluence_html.is_export(tree):
        return "confluence-html", confluence_html.Space(tree)
    if notion.is_export(tree):
        return "notion", notion.Export(tree)
    if lubuk_folder.is_export(tree):
        return "lubuk", lubuk_folder.Folder(tree)
    return "files", Files(tree)
