"""The product in Indonesian: the main job. That no page has an English word of its own, test_every_page looks."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.english import left_in_english
from tests.browser.finding import found
from tests.browser.writing import editor, notices


def test_the_language_is_switched_without_losing_the_page(page_for: PageFor) -> None:
    page = page_for(None)
    page.goto("/search/?q=water")
    page.get_by_role("contentinfo").get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert page.url.endswith("/search/?q=water")
    page.get_by_role("contentinfo").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_article_is_written_found_and_read_in_indonesian(page_for: PageFor) -> None:
    page = page_for("ben", width=390, language="id")
    page.goto("/share/article/")
    page.get_by_role("textbox", name=re.compile("^Judul")).fill("Pengumpulan sampah di pasar")
    editor(page).fill("Truk datang pukul lima.")
    page.get_by_role("button", name="Terbitkan").click()
    expect(notices(page)).to_be_visible()
    assert left_in_english(page) == []
    found(page_for("cleo", language="id"), "mengumpulkan sampah", "Pengumpulan sampah di pasar").click()
