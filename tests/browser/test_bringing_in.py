"""A folder chosen in the browser comes in with its folders."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import PageFor


def test_a_folder_is_sent_with_its_folders(page_for: PageFor, tmp_path: Path) -> None:
    docs = tmp_path / "harbour-docs"
    (docs / "deep").mkdir(parents=True)
    (docs / "cranes.md").write_text("# Cranes of the harbour\n\nSlowly.")
    (docs / "deep/ropes.md").write_text("# Ropes of the harbour\n\nDry.")
    page = page_for("dora")
    page.goto("/import/")
    assert violations(page) == []
    page.get_by_label("Or a whole folder").set_input_files(docs)
    page.get_by_role("button", name="Look at what would come").click()
    expect(page.get_by_role("heading", name="harbour-docs", level=1)).to_be_visible()
    for _look in range(30):
        if page.get_by_text("harbour-docs/deep/ropes.md").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(page.get_by_text("harbour-docs/deep/ropes.md")).to_be_visible()
