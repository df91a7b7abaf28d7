"""A text as a page that stands alone: its pictures, and the pages it speaks of, lie beside it or at the installation."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from html import escape

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lubuk.domains.library.leaves import Leaf
from lubuk.domains.library.reading import Part
from lubuk.shared.attachments.actions import picture_ids
from lubuk.shared.attachments.models import Attachment

ENDINGS = {
    "image/webp": "webp", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg",
}  # fmt: skip
_ITEM_LINK = re.compile(r'<a data-item="(\d+)" href="[^"]*">')
_OWN_LINK = re.compile(r'<a((?: class="person" data-person="\d+")?) href="(/[^"]*)">')
_PICTURE = re.compile(r'<img ([^>]*?)src="([^"]*)" alt="([^"]*)"([^>]*)>')
_SCROLL = re.compile(r'<div class="scroll"[^>]*>(<table>.*?</table>)</div>', re.DOTALL)
_VOID = re.compile(r"<(br|hr|img)\b([^>]*?)\s*/?>")


def story(leaf: Leaf, *, but: Collection[str] = ()) -> SafeString:
    """Fields and text in their order, with the labels of the kind as headings; without the fields in `but`."""
    reading = leaf.reading
    parts = [under_label(part) for part in parts_of(leaf) if part.definition.name not in but]
    if reading.body and reading.parts and reading.body_label:
        parts.append(format_html("<h2>{}</h2>", reading.body_label))
    return mark_safe("".join((*parts, reading.body)))  # noqa: S308 - escaped or sanitised where it was made


def story_of(leaf: Leaf, names: Collection[str]) -> SafeString:
    """These fields alone."""
    return mark_safe("".join(under_label(part) for part in parts_of(leaf) if part.definition.name in names))  # noqa: S308 - as in `story`


def parts_of(leaf: Leaf) -> list[Part]:
    return [*leaf.reading.facts, *leaf.reading.parts]


def under_label(part: Part) -> SafeString:
    return format_html("<h2>{}</h2>{}", part.label, part.html)


def picture_name(attachment: Attachment) -> str | None:
    """What the picture's file is called, or None for what is no picture."""
    ending = ENDINGS.get(attachment.media_type)
    return f"{attachment.pk}.{ending}" if ending else None


def standing_alone(
    html: str, *, pictures: Mapping[int, Attachment], folder: str, item_address: Callable[[int], str | None]
) -> str:
    """`item_address` says where an item lies in the export; None leads to the installation. `folder` has pictures."""
    site = settings.CONFIGURATION.url.rstrip("/")

    def item(match: re.Match[str]) -> str:
        address = item_address(int(match[1])) or f"{site}/items/{match[1]}/"
        return f'<a href="{escape(address)}">'

    def picture(match: re.Match[str]) -> str:
        number = next(iter(picture_ids(match[0].replace(match[1], ""))), 0)
        kept = pictures.get(number)
        name = picture_name(kept) if kept else None
        # A picture that may not come along leaves its words.
        return (
            f'<img src="{folder}{name}" alt="{match[3]}"{sizes(match[4])}>'
            if name
            else f"<em>{match[3]}</em>"
        )

    html = _OWN_LINK.sub(lambda match: f'<a href="{site}{match[2]}">', _SCROLL.sub(r"\1", html))
    return _PICTURE.sub(picture, _ITEM_LINK.sub(item, html))


def sizes(attributes: str) -> str:
    return "".join(f" {name}" for name in re.findall(r'(?:width|height)="\d+"', attributes))


def as_xml(html: str) -> str:
    """Canonical HTML is XML but for tags that are never closed and the one entity that XML lacks."""
    return _VOID.sub(r"<\1\2/>", html.replace("&nbsp;", "&#160;"))


def xml_text(text: str) -> str:
    """For text and attributes; without the signs that no XML may hold."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))
