"""The small core: theme, search box, menus, toasts, photos."""

import gzip
import io

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.islands.stage import UI, Stage

CORE_LIMIT = 8 * 1024  # bytes compressed: each page of a person on a slow line carries it


def test_the_core_stays_small(page: Page) -> None:
    assert len(gzip.compress((UI / "static" / "built" / "main.js").read_bytes())) < CORE_LIMIT


def test_the_theme_is_kept_on_the_device_and_told_to_the_server(page: Page) -> None:
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "theme"] == ["dark"]


def test_a_slash_goes_to_the_search_box_but_not_out_of_a_text(page: Page) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.locator(".tiptap").click()
    page.keyboard.press("End")
    page.keyboard.type("/")
    expect(page.locator(".tiptap")).to_contain_text("text./")


def test_suggestions_are_walked_and_opened_with_the_keyboard(page: Page) -> None:
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("pump")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".suggest [aria-selected=true]")
    expect(chosen).to_have_text("Result 2 for pump")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/found/2")


def test_escape_closes_the_suggestions_and_enter_searches(page: Page) -> None:
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("pump")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".suggest")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=pump")


def test_a_menu_closes_outside_and_on_escape(page: Page) -> None:
    menu = page.locator("details.drop")
    menu.locator("summary").click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_undo_in_a_toast_is_a_form_that_the_server_answers(page: Page, stage: Stage) -> None:
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('toast',"
        " {detail: {text: 'Verified.', undo: '/undo', undo_label: 'Batalkan'}}))"
    )
    expect(page.get_by_role("status").get_by_text("Verified.")).to_be_visible()
    page.get_by_role("button", name="Batalkan").click()
    page.wait_for_url("**/done")
    assert stage.submitted[-1] == {"csrfmiddlewaretoken": "token"}


def test_a_photo_is_shown_and_made_smaller(page: Page) -> None:
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.innerHTML = '<input type="file" id="photo" aria-label="Photo" accept="image/*" data-photo>'
                + '<img data-photo-preview alt="" hidden>';
            document.querySelector("main").append(form);
            form.dispatchEvent(new Event("htmx:load", {bubbles: true}));
        }"""
    )
    taken = io.BytesIO()
    Image.new("RGB", (2000, 4000), "teal").save(taken, "JPEG")
    page.get_by_label("Photo").set_input_files(
        FilePayload(name="river.jpg", mimeType="image/jpeg", buffer=taken.getvalue())
    )
    expect(page.locator("[data-photo-preview]")).to_be_visible()
    for _glance in range(20):
        size = page.evaluate(
            "createImageBitmap(document.getElementById('photo').files[0]).then(b => [b.width, b.height])"
        )
        if size == [800, 1600]:
            break
        page.wait_for_timeout(200)
    assert size == [800, 1600]
