"""Files in a browser: attached to an article, read by the worker, found by a word, opened at the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from lubuk.shared.attachments.tests.documents import a_book, a_report
from lubuk.shared.attachments.tests.makers import a_pdf, a_picture
from tests.browser.axe import violations
from tests.browser.conftest import PageFor

PATIENCE = 30_000  # ms: for the worker to read a file, and the index to follow


def papers(folder: Path, word: str) -> list[Path]:
    """A PDF with the word on page 2, and a picture that calls itself a PDF."""
    pdf, mistaken = folder / f"{word}-rules.pdf", folder / f"{word}.pdf"
    pdf.write_bytes(a_pdf("The keys hang at the gate.", f"The {word} is closed by two people."))
    mistaken.write_bytes(a_picture(200, 150))
    return [pdf, mistaken]


def find(page: Page, word: str) -> None:
    """Search until the worker has come so far."""
    link = page.get_by_role("link", name=f"Page 2 of {word}-rules.pdf")
    page.goto(f"/search/?q={word}")
    for _look in range(30):
        if link.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(link).to_have_attribute("href", re.compile(r"/files/\d+/.*\.pdf#page=2$"))
    expect(page.locator("mark").first).to_have_text(word)


def test_a_pdf_is_dropped_published_found_and_opened_at_its_page(page_for: PageFor, tmp_path: Path) -> None:
    page = page_for("ana")
    page.goto("/share/article/")
    page.get_by_label("Title").fill("How we close the gate")
    page.locator("[data-files] input[type=file]").set_input_files(papers(tmp_path, "sluicegate"))
    expect(page.get_by_text("in truth it is PNG")).to_be_visible()
    page.get_by_label("What is it?").first.fill("The rules as signed")
    page.locator(".tiptap").last.fill("Read the rules first.")
    assert violations(page) == []
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
    expect(page.get_by_text("The rules as signed")).to_be_visible()
    find(page, "sluicegate")
    page.goto(page.locator(".entry h3 a").first.get_attribute("href") or "")
    page.get_by_role("link", name="Read as text").first.click()
    expect(page.get_by_role("heading", name="Page 2")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_a_report_and_a_workbook_are_read_in_the_browser(
    page_for: PageFor, tmp_path: Path, width: int
) -> None:
    report, book = tmp_path / "report.docx", tmp_path / "keys.xlsx"
    report.write_bytes(a_report())
    book.write_bytes(a_book(Meters=[["Meter"], ["M7"]], Keys=[["Key", "Who has it"], ["Gate", "Sri"]]))
    page = page_for("ana", width=width)
    page.goto("/share/article/")
    page.get_by_label("Title").fill(f"Who is called at night {width}")
    page.locator("[data-files] input[type=file]").set_input_files([report, book])
    expect(page.get_by_label("What is it?")).to_have_count(2)
    page.locator(".tiptap").last.fill("See the list.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Files", exact=True)).to_be_visible()
    texts = page.get_by_role("link", name="Read as text")
    wait_for(page, lambda: texts.count() == 2)
    addresses = [link.get_attribute("href") or "" for link in texts.all()]
    page.goto(addresses[0])
    expect(page.get_by_role("cell", name="Bu Sri")).to_be_visible()
    assert violations(page) == []
    page.goto(addresses[1])
    page.get_by_role("link", name="Keys", exact=True).click()
    expect(page.get_by_role("cell", name="Gate")).to_be_in_viewport()
    assert violations(page) == []


def wait_for(page: Page, is_there: Callable[[], bool]) -> None:
    """Look again until the worker has come so far."""
    for _look in range(30):
        if is_there():
            return
        page.wait_for_timeout(1_000)
        page.reload()


def test_without_a_script_files_come_with_the_form(page_for: PageFor, tmp_path: Path) -> None:
    page = page_for("ana", scripts=False, width=390)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("How we close the floodboard")
    page.locator("textarea[name=body]").fill("Read the rules first.")
    page.locator("input[name=f__files-new]").set_input_files(papers(tmp_path, "floodboard"))
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="floodboard-rules.pdf", exact=True)).to_be_visible()


def test_an_upload_goes_on_where_the_network_broke_it(page_for: PageFor, tmp_path: Path) -> None:
    page = page_for("ana")
    page.goto("/share/article/")
    film = tmp_path / "long.txt"
    film.write_bytes(b"words of a long file\n" * 60_000)
    broken: list[str] = []

    def break_one(route: Route, request: Request) -> None:
        offset = request.headers.get("upload-offset", "")
        if request.method == "PATCH" and offset != "0" and not broken:
            broken.append(offset)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*/", break_one)
    offsets: list[str] = []
    page.on("requestfinished", lambda request: offsets.append(request.headers.get("upload-offset", "")))
    page.locator("[data-files] input[type=file]").set_input_files(film)
    expect(page.locator("input[name=f__files-0-file]")).to_be_attached(timeout=PATIENCE)
    assert broken
    assert offsets.count("0") == 1  # only the lost chunk was sent again


def test_files_are_chosen_described_and_taken_out_by_keyboard(page_for: PageFor, tmp_path: Path) -> None:
    page = page_for("ana")
    page.goto("/share/article/")
    page.locator("[data-files] input[type=file]").set_input_files(papers(tmp_path, "weir")[:1])
    about = page.get_by_label("What is it?")
    about.focus()
    page.keyboard.type("The rules")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Take it out")).to_be_focused()
    page.keyboard.press("Enter")
    expect(about).to_have_count(0)
