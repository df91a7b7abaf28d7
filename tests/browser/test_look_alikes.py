"""Under the title of a new page stands what has nearly the same one; typing asks once, and stops nobody."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.browser.conftest import PageFor


def test_a_title_like_another_shows_it_and_the_writer_goes_on(page_for: PageFor) -> None:
    page = page_for("ben")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/lookup/alike/" in request.url else None)
    page.goto("/share/guide/")
    title = page.get_by_label("Title")
    title.press_sequentially("Reading the old meters at dusk", delay=30)
    other = page.get_by_role("link", name="Reading the old meters (opens a new tab)")
    expect(other).to_be_visible()
    assert len(asked) == 1
    with page.expect_popup() as opened:
        other.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Reading the old meters")
    expect(title).to_have_value("Reading the old meters at dusk")

    title.fill("Painting a quay wall in the rain")
    expect(other).to_be_hidden()


def test_without_scripts_a_button_shows_the_same(page_for: PageFor) -> None:
    page = page_for("ben", width=390, scripts=False)
    page.goto("/share/guide/")
    page.get_by_label("Title").fill("Reading the old meters")
    page.get_by_role("button", name="See what looks like it").click()
    expect(page.get_by_role("link", name="Reading the old meters (opens a new tab)")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Reading the old meters")
