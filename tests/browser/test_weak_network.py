"""A closed tab and a dead network take no text away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from lubuk.site.tests.running import eventually
from tests.browser.conftest import PageFor
from tests.browser.writing import editor, expect_saved, notices, state


def test_a_closed_tab_keeps_what_was_written(page_for: PageFor) -> None:
    page = page_for("ben")
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Gutters before the rain")
    editor(page).fill("Leaves first.")
    expect_saved(page)
    editor(page).press_sequentially(" Then the grates.")
    context = page.context
    page.close()

    again = context.new_page()
    again.goto("/share/")
    again.get_by_role("link", name="Gutters before the rain").click()
    expect(editor(again)).to_contain_text("Leaves first. Then the grates.")


SCRIPTS_OF_FORMS = re.compile(r"/forms[.-][^/]*js$")


@contextmanager
def scripts_late(page: Page) -> Iterator[None]:
    """What betters forms comes only when the block is left."""
    with page.expect_request(SCRIPTS_OF_FORMS):
        page.route(SCRIPTS_OF_FORMS, lambda _: None)
        yield
    page.unroute(SCRIPTS_OF_FORMS)  # what was held goes on


def test_a_title_written_before_the_scripts_came_is_kept(page_for: PageFor) -> None:
    page = page_for("ben")
    with scripts_late(page):
        page.goto("/share/article/")
        page.get_by_label("Title").fill("Ladders for the pump house")
    expect_saved(page)
    page.goto("/share/")
    expect(page.get_by_role("link", name="Ladders for the pump house")).to_be_visible()


def test_a_file_chosen_before_the_scripts_came_is_sent(page_for: PageFor) -> None:
    page = page_for("ana")
    with scripts_late(page):
        page.goto("/registers/contact-point/bring/")
        page.locator("input[type=file]").set_input_files(
            {"name": "early.csv", "mimeType": "text/csv", "buffer": b"Title\nPier\n"}
        )
    expect(page.get_by_text("early.csv is here.")).to_be_attached()


def test_a_dead_network_is_said_and_what_was_written_is_sent_later(page_for: PageFor) -> None:
    page = page_for("ben", width=390)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Sandbags at the east gate")
    expect_saved(page)
    page.context.set_offline(True)
    editor(page).fill("Eighty of them.")
    expect(state(page)).to_have_text("No network. What you write is kept and sent later.")
    page.context.set_offline(False)
    expect_saved(page)
    page.get_by_role("button", name="Publish").click()
    expect(notices(page)).to_contain_text("Published.")
    expect(page.get_by_role("article")).to_contain_text("Eighty of them.")


def test_a_page_closed_without_network_is_back_when_it_is_opened_again(page_for: PageFor) -> None:
    page = page_for("ben")
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Boats for the clinic")
    expect_saved(page)
    page.context.set_offline(True)
    editor(page).fill("Two, with an outboard each.")
    expect(state(page)).to_have_text("No network. What you write is kept and sent later.")
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    expect(editor(again)).to_contain_text("Two, with an outboard each.")
    # A browser may still send it while it closes the page; else the page that is opened again does.
    assert eventually(lambda: "with an outboard" in context.request.get(address).text())
