"""Going through a page by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

MOST_STOPS = 200  # more than any page has; a ring that never closes is a trap
NAME = """() => { const at = document.activeElement;
  const by = at.getAttribute('aria-labelledby'), label = at.labels?.[0] ?? (by && document.getElementById(by));
  return (label?.textContent || at.getAttribute('aria-label') || at.textContent || '').trim(); }"""


def tab_to(page: Page, name: str) -> None:
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if re.fullmatch(name, page.evaluate(NAME), re.DOTALL):
            return
    pytest.fail(f"Tab never reaches {name}")
