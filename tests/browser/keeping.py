"""What each type of page keeps: no barrier, no scrolling sideways, light and dark, phone and desk.

And no English word of its own in another language, and nothing offered that only a script could do.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import OF_A_LOOK, violations
from tests.browser.conftest import PageFor
from tests.browser.english import left_in_english
from tests.browser.house import House
from tests.browser.places import PLACES, address_of

PHONE = 390  # looked at in dark, the desk in light: what they share are tokens, so a fault shows in one of the two
# The page as it is sent, before a script has touched it. What a script will need is hidden until there is one.
ONLY_WITH_SCRIPTS = """text => {
  const sent = new DOMParser().parseFromString(text, "text/html");
  const buttons = [...sent.querySelectorAll("main button[type=button]")];
  return buttons.filter(button => !button.closest("[hidden], template")).map(button => button.outerHTML);
}"""
REFUSALS = {"not found": 404, "not allowed": 403}
NARROWEST = 320  # CSS pixels: WCAG 2.2, 1.4.10, which is also 1280 at 400 per cent


def assert_page_keeps_all(look_as: PageFor, home: House, place: str) -> None:
    """In Indonesian, whose words are the longer ones."""
    page = look_as(PLACES[place][0], language="id")
    answer = page.goto(address_of(place, home))
    assert answer
    assert answer.status == REFUSALS.get(place, 200)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if page.locator("lubuk-editor").count():
        expect(page.locator(".tiptap").last).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "id"
    assert left_in_english(page) == []
    assert page.evaluate(ONLY_WITH_SCRIPTS, answer.text()) == []
    assert violations(page) == []
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_A_LOOK) == []
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, too_wide(page)


def too_wide(page: Page) -> list[str]:
    """The elements that stick out, so that the test says where to look."""
    sticking: list[str] = page.evaluate(
        """width => [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 1)
            .map(element => element.outerHTML.slice(0, 120))""",
        NARROWEST,
    )
    return sticking[:5]
