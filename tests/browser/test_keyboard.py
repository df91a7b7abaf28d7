"""The whole way without a mouse: one sees where one is, skips what one knows, chooses with arrows, writes and sends."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFor
from tests.browser.house import House
from tests.browser.keys import MOST_STOPS, tab_to
from tests.browser.writing import notices

# Where the focus is, and whether an eye would find it there: an outline, on something that is in sight.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const around = [at, at.closest('.box, .tick, label, .editor, .search')].filter(Boolean);
  const ringed = around.some(one => { const s = getComputedStyle(one);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'; });
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  const covered = Boolean(middle?.closest('.dock')) && !at.closest('.dock');
  window.lubukSeen ??= new Map();
  if (!window.lubukSeen.has(at)) window.lubukSeen.set(at, window.lubukSeen.size);
  return {html: at.outerHTML.slice(0, 120), ringed, covered, seen: box.width > 0 && style.visibility === 'visible',
          number: window.lubukSeen.get(at)};
}"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", ["/", "/search/?q=water", "/share/article/", "{guide}"])
def test_the_focus_goes_through_the_page_and_is_always_seen(
    page_for: PageFor, home: House, address: str, width: int
) -> None:
    page = page_for("ana", width=width)
    page.goto(address.format(guide=home.page("guide")))
    if page.locator("lubuk-editor").count():
        expect(page.locator(".tiptap").last).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    last = -1
    for _stop in range(MOST_STOPS):
        focus = page.evaluate(FOCUS)
        if focus is None or focus["number"] < last:
            return
        last = focus["number"]
        assert focus["ringed"], focus
        assert focus["seen"], focus
        assert not focus["covered"], focus
        page.keyboard.press("Tab")
    pytest.fail("the focus never comes round")


def test_the_skip_link_leads_past_the_bar(page_for: PageFor) -> None:
    page = page_for("ana")
    page.goto("/library/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_a_suggestion_is_chosen_with_the_arrows(page_for: PageFor) -> None:
    page = page_for("ana")
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("hydrant")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options.first).to_be_visible()
    chosen = options.filter(has_text="How to flush a hydrant")
    expect(chosen).to_have_count(1)
    step_to(page, "How to flush a hydrant")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to flush a hydrant")


def step_to(page: Page, words: str) -> None:
    for _step in range(12):
        page.keyboard.press("ArrowDown")
        if words in page.locator("[role=option][aria-selected=true]").inner_text():
            return
    pytest.fail(f"no arrow leads to {words}")


def test_an_article_is_written_and_published_by_keys_alone(page_for: PageFor) -> None:
    page = page_for("ben")
    page.goto("/share/")
    tab_to(page, "Article.*")
    page.keyboard.press("Enter")
    expect(page.locator(".tiptap")).to_be_visible()
    tab_to(page, "Title")
    page.keyboard.type("Written without a mouse")
    tab_to(page, "Text")
    page.keyboard.type("Tab leaves this field again.")
    tab_to(page, "Publish")
    page.keyboard.press("Enter")
    expect(notices(page)).to_contain_text("Published.")
    expect(page.get_by_role("article")).to_contain_text("Tab leaves this field again.")
