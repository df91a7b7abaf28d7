"""Search as a person uses it: asking again until what was just published is there."""

from __future__ import annotations

import time
from urllib.parse import quote

from playwright.sync_api import Locator, Page

FRESH = 8.0  # seconds; the promise is two, on a machine that does nothing else


def results(page: Page, words: str) -> Locator:
    page.goto(f"/search/?q={quote(words)}")
    return page.locator(".entries .entry")


def found(page: Page, words: str, title: str, *, within: float = FRESH) -> Locator:
    """The link to it among the results. Fails when it is not there in time."""
    deadline = time.monotonic() + within
    while True:
        link = results(page, words).get_by_role("link", name=title)
        if link.count():
            return link
        assert time.monotonic() < deadline, f"{title} is not found by “{words}”"
