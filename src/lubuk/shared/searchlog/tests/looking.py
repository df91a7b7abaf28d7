"""Searching and opening as a browser does it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.test import Client

from lubuk.foundation.items.models import Item
from lubuk.shared.searchlog.models import Lookup
from lubuk.shared.searchlog.writing import write

SITE = "http://testserver"


def look_for(browser: Client, text: str, **more: str) -> None:
    assert browser.get("/search/", {"q": text, **more}).status_code == 200


def open_from(browser: Client, text: str, item: Item, site: str = SITE) -> None:
    """As a link on the results of these words does."""
    before = f"{site}/search/?{urlencode({'q': text})}"
    browser.get(item.get_absolute_url(), headers={"Referer": before})


def written() -> list[Lookup]:
    """The log as it stands a few seconds later, the oldest first."""
    write()
    return list(Lookup.objects.order_by("pk"))
