"""An officer makes a kind of her own without a mouse, sees it before it counts, and shares the first page of it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PageFor
from tests.browser.keys import tab_to
from tests.browser.writing import notices


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, **fields: str) -> None:
    """In the order of the form; `_` in a label stands for a space and a comma where there is one."""
    for label, words in fields.items():
        tab_to(page, f"{label.replace('__', ', in ').replace('_', ' ')}.*")
        page.keyboard.type(words)


def preview(page: Page) -> Locator:
    return page.locator("[data-preview]")


def test_a_kind_with_two_fields_is_made_and_used_by_keys_alone(page_for: PageFor) -> None:
    page = page_for("adi")
    page.goto("/office/kinds/")
    press(page, "Add a kind")
    write(page, Name__English="Night walk", Name__Indonesian="Jalan malam")
    write(page, Name_of_many__English="Night walks", Name_of_many__Indonesian="Jalan malam")
    write(page, What_it_is_for__English="What one sees at night.",
          What_it_is_for__Indonesian="Yang terlihat pada malam hari.")  # fmt: skip
    expect(preview(page)).to_contain_text("How it is written")
    press(page, "Keep in the draft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Night walk")
    add_what_was_seen(page)
    add_the_weather(page)
    press(page, "See what it would change")
    expect(page.get_by_role("main")).to_contain_text("No page is there that it would touch.")
    press(page, "Put in force")
    expect(notices(page)).to_contain_text("In force, for everybody from now on.")
    share_one(page)
    page.goto("/office/kinds/kind/night-walk/")
    press(page, "Take it out of use")
    expect(notices(page)).to_contain_text("It is out of use.")


def add_what_was_seen(page: Page) -> None:
    press(page, "Add a field")
    press(page, "A few lines.*")
    write(page, What_the_field_is_called__English="What was seen",
          What_the_field_is_called__Indonesian="Yang terlihat")  # fmt: skip
    expect(preview(page).get_by_label("What was seen")).to_be_visible()
    expect(preview(page).get_by_label("Title")).to_have_count(0)
    press(page, "Keep in the draft")


def add_the_weather(page: Page) -> None:
    press(page, "Add a field")
    press(page, "One of several.*")
    write(page, What_the_field_is_called__English="Weather",
          What_the_field_is_called__Indonesian="Cuaca")  # fmt: skip
    write(page, English_1="Dry", Indonesian_1="Kering", English_2="Rain", Indonesian_2="Hujan")
    tab_to(page, "Has it to be filled.*")
    page.keyboard.type("before it is published")
    expect(preview(page).get_by_label("Weather")).to_contain_text("Rain")
    press(page, "Keep in the draft")
    expect(page.get_by_role("main")).to_contain_text("One of several · to be filled before it is published")


def share_one(page: Page) -> None:
    page.goto("/share/")
    press(page, "Night walk.*")
    expect(page.locator(".tiptap")).to_be_visible()
    write(page, Title="Along the weir")
    write(page, What_was_seen="Two lamps were out.")
    tab_to(page, "Weather.*")
    page.keyboard.type("Rain")
    press(page, "Publish")
    expect(notices(page)).to_contain_text("Published.")
    expect(page.get_by_role("main")).to_contain_text("Two lamps were out.")
    expect(page.get_by_role("main")).to_contain_text("Rain")
