"""Under which heading a passage stands, and which part of a text was found by its meaning: so that a result opens there.

The page of a file on which words stand is found in `pages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.plain import passages
from lubuk.shared.attachments.lookup import published_files
from lubuk.shared.search.cutting import Part
from lubuk.shared.search.engine import Hit
from lubuk.shared.search.models import Embedding
from lubuk.shared.search.pages import PagePlace
from lubuk.shared.search.passages import Wanted, passage
from lubuk.shared.search.portions import parts_by_item

KNOWN_BY = 40  # letters from the first found word on, by which a passage is found again in its text


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    heading: str
    url: str


type Place = PagePlace | HeadingPlace


@dataclass(frozen=True, slots=True)
class Shown:
    passage: SafeString
    place: Place | None = None


def shown_by_meaning(
    seen: Iterable[tuple[Item, Hit]], rows: Mapping[int, int], wanted: Wanted
) -> dict[int, Shown]:
    """By item, the part that means what was looked for, where none of the words stand in its text.

    The text may have changed since it was learned: a part that is gone isn't shown.
    """
    unsaid = {item.pk: (item, hit) for item, hit in seen if not hit.terms and item.pk in rows}
    if not unsaid:
        return {}
    known = Embedding.objects.filter(pk__in=[rows[pk] for pk in unsaid]).values_list("pk", "digest")
    digests = {pk: bytes(digest) for pk, digest in known}
    items = [item for item, _hit in unsaid.values()]
    parts, files = parts_by_item(items), published_files(items)
    shown = {}
    for pk, (item, hit) in unsaid.items():
        part = next((part for part in parts.get(pk, ()) if part.digest == digests.get(rows[pk])), None)
        if part:
            attached = {file.content_id: file for file in files.get(pk, ())}
            place = (
                PagePlace(attached[part.content], part.page, part.heading, SafeString())
                if part.content in attached
                else place_of(item, part)
            )
            shown[pk] = Shown(passage(part.text, wanted.find(part.text, hit.language)), place)
    return shown


def place_of(item: Item, part: Part) -> Place | None:
    return HeadingPlace(part.heading, address(item, part.anchor)) if part.anchor else None


def heading_of(item: Item, hit: Hit) -> Place | None:
    """Where in the item's text the passage stands that the engine chose by its words; None above the first heading."""
    body = item.published.body if item.published else ""
    marked = hit.passage.find("<mark>")
    if marked < 0 or "<h" not in body:
        return None
    told = unescape(strip_tags(hit.passage[marked:])).removesuffix(" …")[:KNOWN_BY].split("\n")[0]
    found = next((one for one in passages(body) if told in one.text), None)
    return HeadingPlace(found.heading, address(item, found.anchor)) if found and found.anchor else None


def address(item: Item, anchor: str) -> str:
    return f"{item.get_absolute_url()}#{anchor}"
