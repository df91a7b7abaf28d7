"""What a page said before: compared, read, brought back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.writing import notices, number_of, write, write_text


def test_an_earlier_text_is_compared_and_brought_back(page_for: PageFor) -> None:
    page = page_for("ana")
    number = number_of(write(page, "article", "Grease for the gate", "Use the blue tin.", press="Publish"))
    page.get_by_role("link", name="Edit").click()
    write_text(page, "Use the red tin.")
    page.get_by_label("What did you change?").fill("The colour of the tin")
    page.get_by_role("button", name="Publish").click()
    expect(notices(page)).to_contain_text("Published.")

    page.get_by_role("link", name="All versions").click()
    expect(page.locator(".history > li")).to_have_count(2)
    expect(page.locator(".history > li").first).to_contain_text("The colour of the tin")
    page.get_by_role("link", name="What changed in version 2").click()
    expect(page.locator(".diff del")).to_have_text("blue")
    expect(page.locator(".diff ins")).to_have_text("red")

    page.goto(f"/items/{number}/history/")
    page.get_by_role("button", name="Bring back version 1").click()
    expect(notices(page)).to_contain_text("The text of version 1 is your draft now.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("article")).to_contain_text("Use the blue tin.")

    cleo = page_for("cleo")
    cleo.goto(f"/items/{number}/history/")
    expect(cleo.locator(".history > li")).to_have_count(3)
    expect(cleo.get_by_role("button", name="Bring back version 1")).to_have_count(0)
