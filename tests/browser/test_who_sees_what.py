"""Staff, guest, guest whose time is over, citizen, KM officer, stranger: what each meets."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.house import House
from tests.browser.writing import notices

MAY = 200
MAY_NOT = 404


@pytest.mark.parametrize(
    ("person", "answer"),
    [("ben", MAY), ("ed", MAY), ("gita", MAY), ("emil", MAY_NOT), ("fay", MAY_NOT), (None, MAY_NOT)],
    ids=["colleague", "guest", "KM officer", "guest whose time is over", "citizen", "stranger"],
)
def test_a_shelf_is_open_to_colleagues_and_its_guests(
    page_for: PageFor, home: House, person: str | None, answer: int
) -> None:
    page = page_for(person)
    read = page.goto(home.page("night"))
    assert read
    assert read.status == answer
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Lamps that last a night" if answer == MAY else "Nobody has written this page"
    )


def test_a_guest_reads_the_shelf_and_writes_nothing(page_for: PageFor, home: House) -> None:
    page = page_for("ed")
    page.goto("/sections/night-work/")
    page.get_by_role("link", name="Lamps that last a night").click()
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.goto("/share/")
    expect(page.get_by_role("main")).to_contain_text("Sharing is for colleagues with a unit.")
    answer = page.goto("/share/article/")
    assert answer
    assert answer.status == 403


def test_a_citizen_and_a_stranger_read_what_is_public(page_for: PageFor) -> None:
    for person in ("fay", None):
        page = page_for(person, width=390)
        page.goto("/")
        page.locator("main .entry h3 a").first.click()
        expect(page.get_by_role("article").get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("complementary")).to_contain_text("Everyone, also without signing in")


def test_a_colleague_says_that_they_have_read_a_procedure(page_for: PageFor, home: House) -> None:
    page = page_for("cleo")
    page.goto(home.page("sop"))
    page.get_by_role("button", name="I have read it").click()
    expect(notices(page)).to_contain_text("Noted: you have read version 1.")
    expect(page.get_by_role("main")).to_contain_text("that you have read version 1")
    expect(page.get_by_role("button", name="I have read it")).to_have_count(0)
