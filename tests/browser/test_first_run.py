"""From nothing to a first page: the form, what is said when it is filled in wrongly, the institution, the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.house import empty_house
from tests.browser.people import PASSWORD, expect_signed_in
from tests.browser.watch import Watch


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_five_lines_make_an_institution(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    """With scripts and the sample city; without scripts and without it."""
    with empty_house(tmp_path / "data") as address:
        context = browser.new_context(base_url=address, locale="en-GB", java_script_enabled=scripts)
        watch = Watch(context)
        page = context.new_page()
        page.goto("/library/")
        expect(page).to_have_url(f"{address}/welcome/")
        expect(page.get_by_role("heading", level=1)).to_have_text("The pool is empty. Rain comes first.")

        page.get_by_label(re.compile("^Your institution")).fill("Kota Muara Teduh")
        page.get_by_label("Your name").fill("Ratih Kusuma")
        page.get_by_label("Your e-mail address").fill("ratih at muara")
        page.get_by_label(re.compile("^Password")).fill("muara")
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_role("alert")).to_contain_text("What you wrote is kept.")
        expect(page.get_by_role("alert").get_by_role("link", name="Your e-mail address")).to_be_visible()
        expect(page.get_by_label(re.compile("^Your institution"))).to_have_value("Kota Muara Teduh")
        expect(page.get_by_label("Your e-mail address")).to_have_value("ratih at muara")

        page.get_by_label("Your e-mail address").fill("ratih@muara.example")
        page.get_by_label(re.compile("^Password")).fill(PASSWORD)
        page.get_by_label("Fill it with a sample city").set_checked(scripts)
        page.get_by_role("button", name="Begin").click(timeout=60_000)
        expect(page).to_have_title("Home · Lubuk", timeout=60_000)
        expect(page.locator(".brand")).to_contain_text("Kota Muara Teduh")
        expect(page.locator("main .entry")).to_have_count(6 if scripts else 0)
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "What do you need to know?" if scripts else "The pool is empty. Rain comes first."
        )
        expect_signed_in(page, "Ratih Kusuma")
        page.goto("/welcome/")
        expect(page).to_have_url(f"{address}/")
        context.close()
        assert watch.complaints == []
