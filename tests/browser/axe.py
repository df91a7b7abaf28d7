"""What axe finds wrong with a page, in words short enough to read in a failed test."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.islands.stage import AXE

# What depends on width and scheme alone; all else about a page is the same in each look.
OF_A_LOOK = [
    "color-contrast",
    "target-size",
    "link-in-text-block",
    "scrollable-region-focusable",
    "meta-viewport",
]


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    options = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{broken['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()[:160]})"
        for broken in found
        for node in broken["nodes"]
    ]
