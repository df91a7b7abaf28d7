"""A page is withdrawn with the keyboard alone, and its readers are led to the one in its place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import PageFor
from tests.browser.writing import number_of, write


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_whoever_opens_the_old_address_reads_the_new_page(page_for: PageFor, *, scripts: bool) -> None:
    page = page_for("ana", scripts=scripts)
    mark = "loud" if scripts else "quiet"
    new = write(page, "article", f"Siren tests from {mark} May", "Each first Monday.", press="Publish")
    old = write(page, "article", f"Siren tests until {mark} April", "Each Friday.", press="Publish")

    page.get_by_role("link", name="Withdraw", exact=True).press("Enter")
    page.get_by_label("Why?").fill("The days have changed.")
    place = page.locator("#id_successor")  # its label also names the list of suggestions
    if scripts:
        place.press_sequentially(f"from {mark} May")
        expect(page.get_by_role("option", name=f"Siren tests from {mark} May")).to_be_visible()
        place.press("ArrowDown")
        place.press("Enter")
    else:
        place.fill(f"Siren tests from {mark} May")
    assert not scripts or violations(page) == []
    page.get_by_role("button", name="Withdraw", exact=True).press("Enter")
    expect(page.get_by_text("Its readers are led to:")).to_be_visible()

    reader = page_for("ben", width=390, scripts=scripts)
    reader.goto(f"/items/{number_of(old)}/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"Siren tests from {mark} May")
    expect(reader.get_by_text("which has been withdrawn. This page stands in its place.")).to_be_visible()
    assert number_of(reader.url) == number_of(new)


def test_what_nobody_finds_is_said_and_the_reason_stays(page_for: PageFor) -> None:
    page = page_for("ana", width=390)
    write(page, "article", "Siren of the old mill", "It is gone.", press="Publish")
    page.get_by_role("link", name="Withdraw", exact=True).click()
    page.get_by_label("Why?").fill("The mill is gone.")
    page.locator("#id_successor").fill("GD-9999-0001")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("What you wrote is kept.")
    expect(page.get_by_label("Why?")).to_have_value("The mill is gone.")
    assert violations(page) == []
