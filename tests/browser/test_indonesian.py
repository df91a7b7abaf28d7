"""The product in Indonesian: the main job, and no page with an English word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from playwright.sync_api import Page, expect

from lubuk.foundation.items.kinds.registry import kinds
from lubuk.site.catalogues import CATALOGUES, load
from tests.browser.conftest import PageFor
from tests.browser.finding import found
from tests.browser.house import House
from tests.browser.places import PLACES, address_of
from tests.browser.writing import editor, notices

# All that a page says to eye and ear, without what people wrote and what is said to be in another language.
SAID = """() => {
  const foreign = '[lang]:not(html):not([lang=id]), .prose, .tiptap, script, style, textarea';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [document.title.replace(/ · Lubuk$/, '')];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(foreign)) said.push(walker.currentNode.textContent);
  }
  for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [data-placeholder]')) {
    if (one.closest('[lang]:not(html):not([lang=id])')) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-placeholder']) {
      if (one.hasAttribute(name)) said.push(one.getAttribute(name));
    }
  }
  return said.map(words => words.replace(/\\s+/g, ' ').trim()).filter(words => /[a-z]/i.test(words));
}"""
SHORTEST = 2  # letters: "to" in a sentence of numbers is no word of English
HOLE = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]+\}")


@cache
def english() -> re.Pattern[str]:
    """Every text of the product that Indonesian says otherwise."""
    return re.compile("|".join(sorted(set(_patterns()))))


def _patterns() -> Iterator[str]:
    for message in load(CATALOGUES / "id" / "LC_MESSAGES" / "django.po"):
        said = strings(message.string or "")
        for words in strings(message.id):
            if words and words not in said and len(HOLE.sub("", words).strip()) > SHORTEST:
                yield _as_pattern(words)
    for kind in kinds().values():
        for labels in (kind.names, kind.plurals):
            if labels["en"] != labels["id"]:
                yield _as_pattern(labels["en"])


def strings(said: str | Sequence[str]) -> list[str]:
    """One for each form: most have one, those that count have two."""
    return [said] if isinstance(said, str) else list(said)


def _as_pattern(words: str) -> str:
    return ".+".join(re.escape(re.sub(r"\s+", " ", part)) for part in HOLE.split(words))


def left_in_english(page: Page) -> list[str]:
    return [words for words in page.evaluate(SAID) if english().fullmatch(words)]


@pytest.mark.parametrize("place", PLACES)
def test_a_page_says_nothing_in_english(look_as: PageFor, home: House, place: str) -> None:
    page = look_as(PLACES[place][0], language="id")
    page.goto(address_of(place, home))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if page.locator("lubuk-editor").count():
        expect(page.locator(".tiptap").last).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "id"
    assert left_in_english(page) == []


def test_the_language_is_switched_without_losing_the_page(page_for: PageFor, home: House) -> None:
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
