"""The page of a file on which the words of a search stand best: for results whose own text says less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.lookup import pages_of, published_files
from lubuk.shared.attachments.models import Attachment, Page
from lubuk.shared.search.analysis import Token
from lubuk.shared.search.engine import Hit
from lubuk.shared.search.passages import Wanted, passage

STEM = 4  # letters of a term by which pages are chosen before they are read with care
MOST_PAGES = 60  # of all results of a page together, read with care


@dataclass(frozen=True, slots=True)
class PagePlace:
    attachment: Attachment
    number: int
    heading: str
    passage: SafeString

    @property
    def is_page(self) -> bool:
        """Whether the number is one that stands on paper, too."""
        return self.attachment.content.format == "pdf"

    @property
    def url(self) -> str:
        """A PDF opens at its page in the browser; the words of other files have a page of their own."""
        if self.is_page:
            return f"{self.attachment.get_absolute_url()}#page={self.number}"
        address = reverse("attachments:text", args=[self.attachment.pk])
        return f"{address}?from={self.number}#page-{self.number}"


def places_of(seen: Iterable[tuple[Item, Hit]], wanted: Wanted) -> dict[int, PagePlace]:
    """By item, where its files say more of what was looked for than its text does. Three questions at most."""
    missed = [(item, hit) for item, hit in seen if wanted.says_more_than(hit.terms, hit.language)]
    files = published_files(item for item, _hit in missed)
    if not files:
        return {}
    pages = pages_with(wanted, {file.content_id for found in files.values() for file in found})
    places = {}
    for item, hit in missed:
        best = best_page(files.get(item.pk, []), pages, wanted, hit)
        if best:
            places[item.pk] = best
    return places


def pages_with(wanted: Wanted, contents: set[int]) -> dict[int, list[Page]]:
    """Pages that have the beginnings of the words, by content; the database looks, so few are read."""
    beginnings = {term[:STEM] for term in wanted.every_term}
    asked = Q()
    for beginning in beginnings:
        asked |= Q(text__icontains=beginning) | Q(heading__icontains=beginning)
    found: dict[int, list[Page]] = {}
    for page in pages_of(contents).filter(asked)[:MOST_PAGES] if beginnings else ():
        found.setdefault(page.content_id, []).append(page)
    return found


def best_page(
    files: list[Attachment], pages: dict[int, list[Page]], wanted: Wanted, hit: Hit
) -> PagePlace | None:
    """The page with the most different words; None where none has more than the item's own text."""
    best: tuple[int, Attachment, Page, list[Token]] | None = None
    for file in files:
        for page in pages.get(file.content_id, ()):
            found = wanted.find(page.text, hit.language)  # as in the index
            worth = len({token.term for token in found})
            if worth > (best[0] if best else len(hit.terms)):
                best = worth, file, page, found
    if best is None:
        return None
    _worth, file, page, found = best
    return PagePlace(file, page.number, page.heading, passage(page.text, found))
