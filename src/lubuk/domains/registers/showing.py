"""What stands in each cell of the table, as this reader may be told it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.domains.registers.columns import Column, references_of
from lubuk.domains.registers.rows import Row
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.naming import Names, names_for
from lubuk.foundation.items.models import address_words
from lubuk.ui.drawings import icon

MOST_SHOWN = 160  # letters of a cell: the page has the rest


def names_in(kind: Kind, rows: Sequence[Row], columns: Sequence[Column], reader: Reader) -> Names:
    among = [column.name for column in columns]
    return names_for(references_of(kind, (row.values for row in rows), among), reader)


def said(row: Row, column: Column, names: Names) -> str:
    value = row.values.get(column.name)
    words = "" if value is None else column.type.cell(value, column.definition, names)
    return words if len(words) <= MOST_SHOWN else words[:MOST_SHOWN].rstrip() + "…"


@dataclass(frozen=True)
class Pencils:
    """Which cells of which rows this reader may change, and where to."""

    cells: Mapping[int, Collection[str]] = field(default_factory=dict)  # by row, the columns
    pages: Collection[int] = ()  # rows that are changed on their page alone
    asks: str = ""  # the query to come back to

    def of(self, row: Row, column: Column, key: str) -> str:
        if column.name not in self.cells.get(row.pk, ()):
            return ""
        return f"{reverse('registers:cell', args=[key, row.pk, column.name])}?{self.asks}"


NO_PENCILS = Pencils()


def body_of(
    rows: Sequence[Row], columns: Sequence[Column], names: Names, key: str, pencils: Pencils = NO_PENCILS
) -> SafeString:
    """The rows of the table as HTML. Put together by hand, each word escaped on its way in: a template would take as
    long for them as for the rest of the page."""
    head = next((column for column in columns if column.name == "title"), columns[0])
    others = [(column, begin_of(column)) for column in columns if column is not head]
    stem, end = address_around()
    language = get_language()
    drawn = []
    for row in rows:
        lang = "" if row.language == language else f' lang="{escape(row.language)}"'
        title = escape(said(row, head, names) or row.title or _("Without a title"))
        link = f'<a href="{stem}{row.pk}/{address_words(row.title)}{end}"{lang}>{title}</a>'
        link += pencil_to_page(row, title) if row.pk in pencils.pages else ""
        told = "".join(
            f"{begin}{cell_of(row, column, names, pencils.of(row, column, key))}</td>"
            for column, begin in others
        )
        drawn.append(f'<tr><th scope="row">{link}</th>{told}</tr>')
    return SafeString("\n".join(drawn))


def begin_of(column: Column) -> str:
    shape = ' class="n"' if column.is_amount else ""
    return f'<td{shape} data-l="{escape(column.label)}">'


def cell_of(row: Row, column: Column, names: Names, url: str) -> SafeString:
    """What stands in the cell, and where there is an address the pencil to change it."""
    words = escape(said(row, column, names))
    if not url:
        return SafeString(words)
    label = _("Change %(label)s: %(title)s") % {"label": column.label, "title": row.title}
    return SafeString(f"<span>{words}{pencil(url, escape(label), 'data-cell')}</span>")


def pencil_to_page(row: Row, title: str) -> str:
    """`title` is escaped already."""
    return pencil(reverse("library:edit", args=[row.pk]), f"{escape(_('Edit'))}: {title}")


def pencil(url: str, label: str, mark: str = "") -> str:
    """`label` is escaped already."""
    drawn = icon("pencil")
    return f'<a class="cell-pencil" {mark} href="{escape(url)}" aria-label="{label}">{drawn}</a>'


def address_around() -> tuple[str, str]:
    """What stands before and after number and words in the address of an item: asked of Django once a page."""
    before, _words, after = reverse("library:item", args=[0, "page"]).partition("0/page")
    return before, after
