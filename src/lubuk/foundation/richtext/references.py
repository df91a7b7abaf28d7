"""What a text points at. Takes what `sanitise` made; what may be seen of it is the caller's question."""

import re
from collections.abc import Mapping
from html import unescape

from lubuk.foundation.richtext.addresses import IMPORTED
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.foundation.richtext.tree import open_tag, quoted

ITEM_LINK = re.compile(r'<a data-item="(\d+)" href="/items/\d+/">(.*?)</a>', re.DOTALL)
_ITEM = re.compile(r'<a data-item="(\d+)"')
_PERSON = re.compile(r'<a class="person" data-person="(\d+)"')
_PICTURE = re.compile(r'<img src="([^"]*)"')
_IMPORTED_LINK = re.compile(rf'<a href="({IMPORTED}[^"]*)">(.*?)</a>', re.DOTALL)
_IMPORTED_PICTURE = re.compile(rf'<img src="({IMPORTED}[^"]*)" alt="([^"]*)"[^>]*>')
TAG = re.compile(r"<[^>]*>")


def items_in(html: str) -> list[int]:
    """Ids in the order of their first mention, each once."""
    return [int(found) for found in dict.fromkeys(_ITEM.findall(html))]


def people_in(html: str) -> list[int]:
    return [int(found) for found in dict.fromkeys(_PERSON.findall(html))]


def pictures_in(html: str) -> list[str]:
    """Paths on this site, such as `/files/3/map.png`."""
    return [unescape(found) for found in dict.fromkeys(_PICTURE.findall(html))]


def imported_links_in(html: str) -> list[tuple[str, str]]:
    """Addresses under IMPORTED with the words of their links, in order."""
    return [
        (unescape(address), unescape(TAG.sub("", label))) for address, label in _IMPORTED_LINK.findall(html)
    ]


def imported_pictures_in(html: str) -> list[tuple[str, str]]:
    """Addresses under IMPORTED with what stands for the picture, in order."""
    return [(unescape(address), unescape(alt)) for address, alt in _IMPORTED_PICTURE.findall(html)]


def own_label(item_id: int | str) -> str:
    """What a reference says when nobody gave it other words; `display` shows the item's title instead."""
    return f"#{item_id}"


def forget_titles(html: str, titles: Mapping[int, str | None]) -> str:
    """For saving: a reference that says just its item's title says it anew at each showing, so it follows a
    rename.
    """

    def forget(match: re.Match[str]) -> str:
        is_title = unescape(TAG.sub("", match[2])) == titles.get(int(match[1]))
        return match[0].replace(match[2], own_label(match[1])) if is_title else match[0]

    return ITEM_LINK.sub(forget, html) if "<a data-item" in html else html


def recall_titles(html: str, titles: Mapping[int, str | None]) -> str:
    """For editing: references of their own label show the title, where the editor may see it."""

    def recall(match: re.Match[str]) -> str:
        title = titles.get(int(match[1]))
        return with_title(match, title) if title else match[0]

    return ITEM_LINK.sub(recall, html) if "<a data-item" in html else html


def with_title(match: re.Match[str], title: str) -> str:
    """The link that ITEM_LINK found, saying the title where it had only its own label."""
    label = own_label(match[1])
    if label not in match[2] or TAG.sub("", match[2]) != label:
        return match[0]
    return match[0].replace(label, quoted(title), 1)


def settle_imported(html: str, *, items: Mapping[str, int], files: Mapping[str, str]) -> str:
    """Links and pictures that an import left under IMPORTED, led to where they went; lost ones become their
    words.

    Both mappings are keyed by the address in the text, as `ImportedFile` lists it; `files` gives paths under
    /files/.
    """

    def settle_link(match: re.Match[str]) -> str:
        address = unescape(match[1])
        if address in items:
            return open_tag("a", [("data-item", str(items[address]))]) + match[2] + "</a>"
        return f"{open_tag('a', [('href', files[address])])}{match[2]}</a>" if address in files else match[2]

    def settle_picture(match: re.Match[str]) -> str:
        address = unescape(match[1])
        return match[0].replace(match[1], quoted(files[address]), 1) if address in files else match[2]

    return sanitise(_IMPORTED_LINK.sub(settle_link, _IMPORTED_PICTURE.sub(settle_picture, html)))
