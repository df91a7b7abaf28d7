"""Reading an item: the page, its history, one version, two compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lubuk.domains.library.contents import contents, way_through
from lubuk.domains.library.item_page import item_page
from lubuk.domains.library.loading import version_or_404, visible_or_404
from lubuk.domains.library.reading import RICH, names_of, read_version, rich_texts, titles_for
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.naming import Names
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version, address_words
from lubuk.foundation.items.permissions import can_edit, can_restore
from lubuk.foundation.richtext.compare import compare, compare_text
from lubuk.foundation.richtext.display import prepare
from lubuk.shared.retention.gone import gone_or_404


@gone_or_404
def item(request: Request, item_id: int, slug: str = "") -> HttpResponse:
    page = item_page(item_id, request.person)
    if slug != address_words(page["item"].title):
        return redirect(page["item"])
    page |= contents(page["item"], request)
    page["way"] = way_through(page["item"], page["wholes"], request.person)
    return render(request, "library/item.html", page)


@gone_or_404
def by_number(request: Request, number: str) -> HttpResponse:
    """The stable number, as printed on paper, leads to the page."""
    return redirect(get_object_or_404(Item.objects.visible_to(request.person), number=number.upper()))


def history(request: Request, item_id: int) -> HttpResponse:
    shown = visible_or_404(request.person, item_id)
    writes = can_edit(request.person, shown)
    versions = shown.versions.select_related("author", "published_by")
    return render(
        request,
        "library/history.html",
        {
            "item": shown,
            "versions": list(versions if writes else versions.exclude(published_at=None)),
            "can_restore": can_restore(request.person, shown),
        },
    )


def version(request: Request, item_id: int, number: int) -> HttpResponse:
    shown = visible_or_404(request.person, item_id)
    read = version_or_404(shown, number, request.person)
    context: dict[str, Any] = {
        "item": shown,
        "version": read,
        "reading": read_version(
            shown,
            read,
            titles_for(rich_texts(shown, read), request.person),
            names_of(shown, [read], request.person),
        ),
        "can_restore": can_restore(request.person, shown),
    }
    return render(request, "library/version.html", context)


def compare_versions(request: Request, item_id: int, old: int, new: int) -> HttpResponse:
    shown = visible_or_404(request.person, item_id)
    before, after = (version_or_404(shown, number, request.person) for number in (old, new))
    parts = differences(shown, before, after, names_of(shown, [before, after], request.person))
    context = {
        "item": shown,
        "before": before,
        "after": after,
        "parts": [
            (label, prepare(change, titles=titles_for([change], request.person)).html)
            for label, change in parts
        ],
        "can_restore": can_restore(request.person, shown),
        "back": reverse("library:history", args=[shown.pk]),
    }
    return render(request, "library/compare.html", context)


def differences(shown: Item, before: Version, after: Version, names: Names) -> list[tuple[str, str]]:
    """Label and marked-up change of each part that differs."""
    parts = [
        (_("Title"), compare_text(before.title, after.title), before.title != after.title),
        (_("Summary"), compare_text(before.summary, after.summary), before.summary != after.summary),
        *((label, change, True) for label, change in field_differences(kind_of(shown), before, after, names)),
        (_("Text"), compare(before.body, after.body), before.body != after.body),
    ]
    return [(label, change) for label, change, differs in parts if differs]


def field_differences(kind: Kind, before: Version, after: Version, names: Names) -> Iterator[tuple[str, str]]:
    old, new = (
        {definition.name: value for definition, _type, value in written(kind, version.fields)}
        for version in (before, after)
    )
    for definition in kind.fields:
        values = old.get(definition.name), new.get(definition.name)
        if values[0] == values[1]:
            continue
        if definition.type == RICH:
            yield str(definition), compare(values[0] or "", values[1] or "")
        else:
            field_type = FIELD_TYPES[definition.type]
            words = ("" if value is None else field_type.text(value, definition, names) for value in values)
            yield str(definition), compare_text(*words)
