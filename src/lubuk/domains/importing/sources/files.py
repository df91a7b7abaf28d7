"""A tree of files, each a page: Markdown, HTML, text and Word as texts, other documents as files. Outline too."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import LONGEST_PATH, Entry, LeftOut, Page
from lubuk.domains.importing.reading import html_file, kept_file, markdown_file, plain_text, word_file
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources.tree import Tree, bytes_at

type Read = Callable[[bytes, str, Callable[[str], bool]], Page]

READERS: dict[str, Read] = {
    **dict.fromkeys(kept_file.ENDINGS, kept_file.read),
    ".md": markdown_file.read,
    ".markdown": markdown_file.read,
    ".html": html_file.read,
    ".htm": html_file.read,
    ".txt": plain_text.read,
    ".docx": word_file.read,
}
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


class Files:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def entries(self) -> Iterator[Entry]:
        for path, why in self.tree.refused.items():
            yield LeftOut(path, why)
        for path in self.tree.paths:
            if posixpath.splitext(path)[1].lower() not in PICTURES:
                yield self.entry(path)

    def entry(self, path: str) -> Entry:
        read = READERS.get(posixpath.splitext(path)[1].lower())
        if read is None:
            return LeftOut(path, _("This kind of file is not taken. Attach it to a page by hand."))
        if len(path) > LONGEST_PATH:
            return LeftOut(
                path[:LONGEST_PATH], _("The name of this file with its folders is too long. Shorten it.")
            )
        try:
            page = read(self.tree.read(path), path, self.tree.is_there)
        except Unreadable as error:
            return LeftOut(path, str(error))
        return page if page.body or page.files else LeftOut(path, _("There is no text in this file."))

    def file(self, path: str) -> bytes | None:
        return bytes_at(self.tree, path)
