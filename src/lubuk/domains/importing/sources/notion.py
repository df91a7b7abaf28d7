"""An export of Notion: Markdown or HTML with CSV tables, every name ending in the page's own number.

That number is the path of a page here: a page that was renamed or moved in Notion is still the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
import posixpath
import re
from dataclasses import replace
from datetime import date, datetime
from html import escape

from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import Entry, LeftOut, Page
from lubuk.domains.importing.reading import html_text
from lubuk.domains.importing.reading.decoding import decoded
from lubuk.domains.importing.reading.leading import imported
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources.files import Files
from lubuk.domains.importing.sources.tree import Tree
from lubuk.foundation.richtext.addresses import IMPORTED

MOST_ROWS = 500  # of a table as a page; past it a list is a register
_NUMBER = re.compile(r"[ -]?([0-9a-f]{32})(?=$|[._/])")
_LED = re.compile(rf'"{IMPORTED}([^"]*)"')
_DATED = re.compile(
    r"^(Created|Created time|Last edited|Last edited time|Date): (\w+ \d{1,2}, \d{4})", re.MULTILINE
)


def is_export(tree: Tree) -> bool:
    """Most of its texts have a number in their names."""
    texts = [path for path in tree.paths if path.endswith((".md", ".html", ".csv"))]
    numbered = sum(bool(_NUMBER.search(posixpath.basename(path))) for path in texts)
    return bool(texts) and numbered * 2 > len(texts)


class Export(Files):
    def entry(self, path: str) -> Entry:
        if path.lower().endswith(".csv"):
            return self._table(path)
        found = super().entry(path)
        if not isinstance(found, Page):
            return found
        content = self.tree.read(path)
        return self._numbered(dated(found, content), path)

    def _table(self, path: str) -> Entry:
        if path.endswith("_all.csv") and self.tree.is_there(path.removesuffix("_all.csv") + ".csv"):
            return LeftOut(path, _("The same table once more, with all its rows."))
        try:
            content = self.tree.read(path)
            rows = list(csv.reader(io.StringIO(decoded(content))))
        except (Unreadable, csv.Error) as error:
            return LeftOut(path, str(error) if isinstance(error, Unreadable) else _("This table is damaged."))
        if len(rows) > MOST_ROWS:
            return LeftOut(
                path,
                _("This table has more than %(most)s rows. Bring it in as a register.") % {"most": MOST_ROWS},
            )
        if not rows:
            return LeftOut(path, _("There is no text in this file."))
        page = Page(
            path=path,
            digest=hashlib.sha256(content).hexdigest(),
            title=title_of(path),
            body=html_text.kept(as_table(rows), str),
        )
        return self._numbered(page, path)

    def _numbered(self, page: Page, path: str) -> Page:
        """Known by its number, under the page whose folder it lies in, and its links by the numbers of theirs."""
        folder = posixpath.dirname(path)
        return replace(
            page,
            path=number_of(path) or path,
            title=page.title if number_of(page.title) is None else title_of(path),
            parent=number_of(folder),
            body=_LED.sub(lambda match: f'"{led(match[1])}"', page.body),
        )


def led(address: str) -> str:
    number = number_of(address) if address.endswith((".md", ".html", ".csv")) else None
    return imported(number) if number else f"{IMPORTED}{address}"


def number_of(path: str) -> str | None:
    found = _NUMBER.findall(posixpath.basename(path))
    return found[-1] if found else None


def title_of(path: str) -> str:
    stem = posixpath.splitext(posixpath.basename(path))[0]
    return " ".join(_NUMBER.sub("", stem).split()) or stem


def dated(page: Page, content: bytes) -> Page:
    """The properties that Notion writes under the title, where they are days."""
    said = dict(_DATED.findall(content[:4_000].decode(errors="replace")))
    created = next((said[name] for name in ("Created", "Created time", "Date") if name in said), None)
    changed = next((said[name] for name in ("Last edited", "Last edited time") if name in said), None)
    return replace(page, created=page.created or day(created), changed=page.changed or day(changed))


def day(written: str | None) -> date | None:
    try:
        return datetime.strptime(written, "%B %d, %Y").date() if written else None
    except ValueError:
        return None


def as_table(rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
