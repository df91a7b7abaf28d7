"""The writing page as its writer uses it, with and without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

ITEM = re.compile(r"/items/(\d+)-")


def write(page: Page, kind: str, title: str, text: str, *, press: str, **fields: str) -> str:
    """A new page of this kind, and the button pressed. `fields` are labels. Returns the address where that leads."""
    page.goto(f"/share/{kind}/")
    page.get_by_label("Title").fill(title)
    for label, words in fields.items():
        page.get_by_label(label).fill(words)
    write_text(page, text)
    page.get_by_role("button", name=press, exact=True).click()
    expect(notices(page)).to_be_visible()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return page.url


def write_text(page: Page, text: str) -> None:
    """Replace the last rich text of the form: in the editor where there are scripts, else in the plain field."""
    box = page.locator("lubuk-editor").last.get_by_role("textbox").last
    expect(box).to_be_editable()
    if page.evaluate("Boolean(window.customElements?.get('lubuk-editor'))"):
        box = editor(page)
    box.fill(text)


def editor(page: Page) -> Locator:
    return page.locator(".tiptap").last


def notices(page: Page) -> Locator:
    """What happened with the last thing done."""
    return page.locator(".notices")


def state(page: Page) -> Locator:
    """What the autosave says."""
    return page.locator("[data-autosave-state]")


def note(page: Page, name: str) -> Locator:
    """One of the notes that the autosave puts above the form."""
    return page.locator(f'[data-note="{name}"]')


def expect_saved(page: Page) -> None:
    expect(state(page)).to_have_text(re.compile(r"Saved \d\d\.\d\d"), timeout=20_000)


def number_of(address: str) -> int:
    found = ITEM.search(address)
    assert found, address
    return int(found[1])
