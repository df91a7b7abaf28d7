"""What a file says of itself, offered beside the form as soon as the file was read."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from lubuk.shared.attachments.tests.makers import a_pdf
from tests.browser.axe import violations
from tests.browser.conftest import PageFor

PATIENCE = 40_000  # ms: for the worker to read a file


def test_the_title_of_a_paper_is_offered_and_taken_over(page_for: PageFor, tmp_path: Path) -> None:
    paper = tmp_path / "lock-rules.pdf"
    paper.write_bytes(a_pdf("Two people close the lock.", title="Rules of the river lock"))
    page = page_for("ana")
    page.goto("/share/document/")
    page.locator("input[name=f_file-new]").set_input_files(paper)
    offer = page.get_by_role("button", name="Take over Title")
    expect(offer).to_be_visible(timeout=PATIENCE)
    assert violations(page) == []
    page.get_by_label("Title").fill("")
    offer.press("Enter")
    expect(page.get_by_label("Title")).to_have_value("Rules of the river lock")
    expect(page.get_by_role("button", name="Take over Title")).to_have_count(0)
