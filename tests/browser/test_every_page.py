"""Each type of page, looked at as `keeping` says, but those of the office; and what only some pages keep."""

from __future__ import annotations

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import PageFor
from tests.browser.house import House
from tests.browser.keeping import assert_page_keeps_all
from tests.browser.places import ELSEWHERE, PLACES, address_of

HEAVIEST = 60_000  # bytes over the line, without fonts; half a minute of the slowest network we meet is 60 KB


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_page_has_no_barrier_fits_a_phone_and_says_nothing_in_english(
    look_as: PageFor, home: House, place: str
) -> None:
    assert_page_keeps_all(look_as, home, place)


@pytest.mark.parametrize("place", ["home of a stranger", "item of a reader", "search"])
def test_a_first_page_is_light(page_for: PageFor, home: House, place: str) -> None:
    page = page_for(PLACES[place][0], width=390)
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address_of(place, home), wait_until="networkidle")
    weights = {
        request.url: request.sizes()["responseBodySize"]
        for request in finished
        if request.resource_type != "font"
    }
    assert sum(weights.values()) < HEAVIEST, weights


def test_an_item_prints_its_text_and_nothing_to_press(page_for: PageFor, home: House) -> None:
    page = page_for("ana")
    page.goto(home.page("guide"))
    page.emulate_media(media="print")
    for gone in (".bar", ".dock", ".btn", "form", ".crumbs", ".skip"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    expect(page.get_by_role("article")).to_contain_text("Open the valve a quarter turn.")
    assert page.pdf().startswith(b"%PDF")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
