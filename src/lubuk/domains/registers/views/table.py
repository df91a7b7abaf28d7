"""The table itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from lubuk.domains.registers.asking import Asked, Filter, read_asked
from lubuk.domains.registers.columns import Column, columns_of, facets_of
from lubuk.domains.registers.editing import can_change_cell, cells_of, open_to
from lubuk.domains.registers.facets import Answer, answers
from lubuk.domains.registers.paging import MOST_COUNTED, Found, as_text, found_lately, page_of, read_place
from lubuk.domains.registers.permissions import can_bring_rows, can_keep_view, can_take_workbook
from lubuk.domains.registers.rows import rows_of
from lubuk.domains.registers.showing import Pencils, body_of, names_in
from lubuk.domains.registers.viewing import opening_of, units_to_share_with, views_for
from lubuk.domains.registers.wording import said_of
from lubuk.foundation.accounts.models import Reader, Request
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.permissions import can_begin

ALL = "all=1"  # an address that asks nothing is that of a person's own opening view


@dataclass(frozen=True)
class Head:
    """A column as the head of the table shows it."""

    column: Column
    url: str  # sorted by it; "" where it has no order
    direction: str = ""  # "ascending" or "descending" when it is sorted by now


@dataclass(frozen=True)
class Control:
    """A column as the filter asks for it."""

    column: Column
    filter: Filter
    answers: list[Answer]


def register(request: Request, key: str) -> HttpResponse:
    kind = kind_or_404(key)
    asked, wrong = read_asked(kind, request.GET)
    if "go" in request.GET and not wrong:
        return redirect(address(asked))
    if not request.GET and (opening := opening_of(request.person, kind)):
        return redirect(address(read_asked(kind, QueryDict(opening.query))[0]))
    found = found_lately(asked, request.person)
    page = page_of(asked, found, read_place(request.GET.get("after", "")))
    rows = rows_of(kind, page.ids, {column.name for column in asked.columns})
    pencils = pencils_of(asked, page.ids, request.person)
    context = {
        "kind": kind,
        "asked": asked,
        "heads": heads(asked),
        "body": body_of(
            rows, asked.columns, names_in(kind, rows, asked.columns, request.person), key, pencils
        ),
        "has_pencils": bool(pencils.cells or pencils.pages),
        "rows": len(rows),
        "count": found.count,
        "is_counted": found.is_counted,
        "most": MOST_COUNTED,
        "next": address(asked, after=as_text(page.after)) if page.after else "",
        "is_begun": "after" in request.GET,
        "first": address(asked),
        "asks": asked.query(),
        "may_bring": can_bring_rows(request.person, kind),
        "takes_workbook": can_take_workbook(request.person),
        "whole": f"{reverse('registers:register', args=[key])}?{ALL}",
        "views": named_views(asked, request.person),
        "may_keep_view": can_keep_view(request.person),
        "units_to_share_with": partial(units_to_share_with, request.person),
        "chips": [(said_of(one), address(asked.without(name))) for name, one in asked.filters.items()],
        "wrong": [one.problem for one in wrong.values()],
        "may_begin": can_begin(request.person, kind, getattr(request.person, "unit", None)),
        "panels": partial(panels, asked, wrong, found, request.person),
        # Counted answers are this reader's own; the offer of all answers is everybody's.
        "drawn_for": request.person.pk or "" if found.is_counted else "all",
    }
    return render(request, "registers/register.html", context, status=422 if wrong else 200)


def pencils_of(asked: Asked, ids: list[int], reader: Reader) -> Pencils:
    """Cells that may be changed in their place, and rows that are changed on their page."""
    items = open_to(reader, asked.kind, ids)
    cells = {pk: cells_of(item) for pk, item in items.items() if can_change_cell(reader, item)}
    return Pencils(cells, items.keys() - cells.keys(), asked.query() or ALL)


def named_views(asked: Asked, reader: Reader) -> list[tuple[str, str, bool]]:
    """Name, address, and whether it is what the page shows now."""
    now = asked.query()
    return [
        (
            view.name,
            f"{reverse('registers:register', args=[asked.kind.key])}?{view.query or ALL}",
            view.query == now,
        )
        for view in views_for(reader, asked.kind)
    ]


def panels(asked: Asked, wrong: dict[str, Filter], found: Found, reader: Reader) -> dict[str, Any]:
    """What can be filtered, sorted and shown: most of the page's work, and the same until something is done."""
    return {
        "asks_filled": any(one.filled for one in asked.filters.values()),
        "controls": controls(asked, wrong, found, reader),
        "orders": orders(asked.kind, asked),
        **chosen(asked),
    }


def registers(request: Request) -> HttpResponse:
    """Each kind that has a table."""
    return render(request, "registers/registers.html", {"kinds": list(kinds().values())})


def address(asked: Asked, **more: str) -> str:
    query = "&".join(part for part in (asked.query() or ALL, urlencode(more)) if part)
    return f"{reverse('registers:register', args=[asked.kind.key])}?{query}"


def heads(asked: Asked) -> list[Head]:
    title = next((column for column in asked.columns if column.name == "title"), asked.columns[0])
    ordered = [title, *(column for column in asked.columns if column is not title)]
    return [head(column, asked) for column in ordered]


def head(column: Column, asked: Asked) -> Head:
    if not column.is_ordered:
        return Head(column, "")
    is_sorted = column == asked.sort
    url = address(asked.sorted_by(column, down=is_sorted and not asked.is_down))
    return Head(column, url, ("descending" if asked.is_down else "ascending") if is_sorted else "")


def controls(asked: Asked, wrong: dict[str, Filter], found: Found, reader: Reader) -> list[Control]:
    """What a filter can ask: the kind's facets and what is shown first, then the rest."""
    known = columns_of(asked.kind)
    ordered = dict.fromkeys([*facets_of(asked.kind), *asked.columns, *known.values()])
    offered = answers([one for one in ordered if one.asked in ("any", "below")], asked, found, reader)
    return [
        Control(
            column,
            wrong.get(column.name) or asked.filters.get(column.name) or Filter(column),
            offered.get(column.name, []),
        )
        for column in ordered
    ]


def orders(kind: Kind, asked: Asked) -> list[tuple[str, str, bool, bool]]:
    """Value, words, whether it is the other way round, and whether it is so now: for who sees no head of the table."""
    return [
        (f"{way}{column.name}", column.label, bool(way), asked.order == f"{way}{column.name}")
        for column in columns_of(kind).values()
        if column.is_ordered
        for way in ("", "-")
    ]


def chosen(asked: Asked) -> dict[str, Any]:
    """Columns that are shown, each with the way to hide it or to have it earlier or later; and those that are not."""
    names = [column.name for column in asked.columns]
    shown = [
        {
            "column": column,
            "hide": address(asked.with_columns([n for n in names if n != column.name]))
            if len(names) > 1
            else "",
            "earlier": address(asked.with_columns(swapped(names, at - 1))) if at else "",
            "later": address(asked.with_columns(swapped(names, at))) if at < len(names) - 1 else "",
        }
        for at, column in enumerate(asked.columns)
    ]
    hidden = [
        (column.label, address(asked.with_columns([*names, column.name])))
        for column in columns_of(asked.kind).values()
        if column.name not in names
    ]
    return {"shown": shown, "hidden": hidden, "names": ",".join(names)}


def swapped(names: list[str], at: int) -> list[str]:
    return [*names[:at], names[at + 1], names[at], *names[at + 2 :]]
