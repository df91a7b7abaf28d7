"""Who knows: said on a profile, found beside a search that no page answers, and gone again with one switch."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PageFor


def test_what_one_says_of_oneself_is_found_on_a_phone_in_indonesian(page_for: PageFor) -> None:
    mine = page_for("ben")
    mine.goto("/profile/")
    mine.get_by_label("What I can be asked about").fill("sonar surveys, Leaks and repairs")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("link", name="sonar surveys")).to_be_visible()

    page = page_for("cleo", width=390, language="id")
    page.goto("/search/?q=sonar+surveys+kind:news")
    named = page.get_by_role("complementary", name="Yang mungkin tahu")
    expect(named.get_by_text("Dapat ditanyai tentang sonar surveys")).to_be_visible()
    named.get_by_role("link", name="Ben Tirta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Tirta")
    page.get_by_role("link", name="Kebocoran dan perbaikan").click()
    expect(page.get_by_role("heading", name="Orang yang tahu")).to_be_visible()

    mine.goto("/profile/")
    mine.get_by_label("Don't name me among the people who know").check()
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Ben Tirta")
    page.goto("/search/?q=sonar+surveys+kind:news")
    expect(page.get_by_role("link", name="Ben Tirta")).to_have_count(0)


def test_a_colleague_is_opened_from_the_box_with_the_keyboard_though_mistyped(page_for: PageFor) -> None:
    page = page_for("ana")
    page.goto("/")
    box = (
        page.get_by_role("main")
        .get_by_role("combobox")
        .or_(page.locator(".shore").get_by_role("combobox"))
        .first
    )
    box.press_sequentially("yusrn", delay=30)
    people = page.get_by_role("group", name="People")
    expect(people.get_by_role("option")).to_contain_text("Yusran Tolandu")
    page.keyboard.press("ArrowDown")
    expect(people.get_by_role("option")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Yusran Tolandu")
