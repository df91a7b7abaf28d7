"""From ids to the rows of a table: what stands in each cell, as this reader may be told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.domains.registers.columns import Column, references_of, values_of
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.naming import Names, names_for
from lubuk.foundation.items.models import Item

MOST_SHOWN = 160  # letters of a cell: the page has the rest


@dataclass(frozen=True)
class Row:
    item: Item
    values: dict[str, Any]  # by column, as kept; without what is empty


def rows_of(kind: Kind, ids: Sequence[int]) -> list[Row]:
    """In the order of the ids, which `paging` has asked for with the reader's rights."""
    items = Item.objects.filter(pk__in=ids).select_related("published").defer("published__body")
    there = items.prefetch_related("item_subjects").in_bulk(ids)
    return [Row(there[pk], values_of(kind, there[pk])) for pk in ids if pk in there]


def names_in(kind: Kind, rows: Sequence[Row], columns: Sequence[Column], reader: Reader) -> Names:
    among = [column.name for column in columns]
    return names_for(references_of(kind, (row.values for row in rows), among), reader)


def said(row: Row, column: Column, names: Names) -> str:
    value = row.values.get(column.name)
    words = "" if value is None else column.type.cell(value, column.definition, names)
    return words if len(words) <= MOST_SHOWN else words[:MOST_SHOWN].rstrip() + "…"


def body_of(rows: Sequence[Row], columns: Sequence[Column], names: Names) -> SafeString:
    """The rows of the table as HTML: a template would take as long for them as for the rest of the page."""
    head = next((column for column in columns if column.name == "title"), columns[0])
    ordered = [head, *(column for column in columns if column is not head)]
    return format_html_join("\n", "<tr>{}</tr>", ((line(row, ordered, names),) for row in rows))


def line(row: Row, columns: Sequence[Column], names: Names) -> SafeString:
    return format_html_join("", "{}", ((cell,) for cell in cells(row, columns, names)))


def cells(row: Row, columns: Sequence[Column], names: Names) -> Iterator[SafeString]:
    head, *others = columns
    item = row.item
    title = said(row, head, names) or item.title or _("Without a title")
    lang = format_html(' lang="{}"', item.language) if item.language != get_language() else ""
    yield format_html('<th scope="row"><a href="{}"{}>{}</a></th>', item.get_absolute_url(), lang, title)
    for column in others:
        shape = SafeString(' class="n"') if column.is_amount else ""
        yield format_html('<td{} data-l="{}">{}</td>', shape, column.label, said(row, column, names))
