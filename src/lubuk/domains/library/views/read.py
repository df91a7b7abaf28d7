"""Reading an item: the page, its history, one version, two compared."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from lubuk.domains.library.comparing import differences
from lubuk.domains.library.contents import contents, way_through
from lubuk.domains.library.item_page import item_page
from lubuk.domains.library.keeping_offline import kept_to_read
from lubuk.domains.library.loading import version_or_404, visible_or_404
from lubuk.domains.library.reading import names_of, read_version, rich_texts, titles_for
from lubuk.foundation.accounts.models import Person, Request
from lubuk.foundation.items.leading_on import came_from, led_on_or_404
from lubuk.foundation.items.models import Item, address_words
from lubuk.foundation.items.permissions import can_edit, can_restore
from lubuk.foundation.richtext.display import prepare
from lubuk.shared.notifications.actions import mark_read
from lubuk.shared.notifications.models import Notice
from lubuk.shared.notifications.queries import unread_items
from lubuk.shared.retention.gone import gone_or_404


@gone_or_404
@led_on_or_404()
def item(request: Request, item_id: int, slug: str = "") -> HttpResponse:
    page = item_page(item_id, request.person)
    if slug != address_words(page["item"].title):
        return redirect(page["item"])
    page |= contents(page["item"], request)
    page["instead_of"] = came_from(request, page["item"])
    page["way"] = way_through(page["item"], page["wholes"], request.person)
    if item_id in unread_items(request.person, Notice.objects.all()):
        mark_read(cast(Person, request.person), item_id)
    return kept_to_read(request, render(request, "library/item.html", page), page["item"])


@gone_or_404
@led_on_or_404()
def by_number(request: Request, number: str) -> HttpResponse:
    """The stable number, as printed on paper, leads to the page."""
    return redirect(get_object_or_404(Item.objects.visible_to(request.person), number=number.upper()))


@led_on_or_404()
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


@led_on_or_404()
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


@led_on_or_404()
def compare_versions(request: Request, item_id: int, old: int, new: int) -> HttpResponse:
    shown = visible_or_404(request.person, item_id)
    before, after = (version_or_404(shown, number, request.person) for number in (old, new))
    parts = differences((shown, shown), before, after, names_of(shown, [before, after], request.person))
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
