"""What a page in another language has left in English, in texts of the product's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from playwright.sync_api import Page

from lubuk.foundation.items.kinds.registry import kinds
from lubuk.site.catalogues import CATALOGUES, load

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
