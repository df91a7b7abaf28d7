"""A page that is due comes to its steward; one press says that it is still correct, another takes that back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.house import House
from tests.browser.writing import notices


def test_readers_are_warned_of_what_nobody_has_checked(page_for: PageFor, home: House) -> None:
    cleo = page_for("cleo")
    cleo.goto(home.page("overdue"))
    expect(cleo.get_by_role("article")).to_contain_text("Check overdue since")
    expect(cleo.get_by_role("article")).to_contain_text("It may be out of date")
    expect(cleo.get_by_role("button", name="Still correct")).to_have_count(0)


def test_one_press_says_still_correct_and_undo_takes_it_back(page_for: PageFor) -> None:
    dora = page_for("dora", scripts=False)
    dora.goto("/")
    dora.get_by_role("link", name=re.compile(r"^All \d+")).click()
    task = dora.locator("#waiting .task", has_text="Reading the new meters")
    expect(task).to_contain_text("Check by")
    task.get_by_role("button", name="Still correct").click()
    expect(notices(dora)).to_contain_text("Thank you. Verified until")
    undo = notices(dora).get_by_role("button", name="Undo")
    expect(undo).to_be_visible()

    home_of_hers = dora.context.new_page()
    home_of_hers.goto("/?waiting=all")
    expect(home_of_hers.locator("#waiting .task", has_text="Reading the new meters")).to_have_count(0)
    undo.click()
    expect(notices(dora)).to_contain_text("Taken back.")
    dora.goto("/?waiting=all")
    expect(dora.locator("#waiting .task", has_text="Reading the new meters")).to_have_count(1)
