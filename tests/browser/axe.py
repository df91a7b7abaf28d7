"""What axe finds wrong with a page, in words short enough to read in a failed test."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.islands.stage import AXE


def violations(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{broken['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()[:160]})"
        for broken in found
        for node in broken["nodes"]
    ]
