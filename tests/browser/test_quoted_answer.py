"""A question typed into the box is answered on top, in a document's own words, and opens where they stand."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PageFor

ASKED = "berapa gram kaporit untuk sumur"


def test_a_question_is_answered_without_scripts_on_a_phone_in_indonesian(page_for: PageFor) -> None:
    page = page_for("ana", width=390, language="id", scripts=False)
    page.goto("/")
    box = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    box.fill(ASKED)
    box.press("Enter")
    answer = page.get_by_role("region", name=re.compile("^Dikutip dari"))
    expect(answer.get_by_role("blockquote").first).to_contain_text("Gram kaporit")
    expect(answer.get_by_text("Dijaga oleh").first).to_be_visible()
    answer.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/items/\d+-[\w-]*sumur[\w-]*/#h-"))


def test_what_no_page_answers_is_declined_in_a_sentence_and_a_name_is_not(page_for: PageFor) -> None:
    page = page_for("ana")
    declined = page.get_by_text("No page answers this well enough to quote.")
    page.goto("/search/?q=how+do+I+get+a+pension+for+water")
    expect(declined).to_be_visible()
    page.goto("/search/?q=water+meter")
    expect(page.get_by_role("heading", name=re.compile("results?$"))).to_be_visible()
    expect(declined).to_have_count(0)
