"""The one door for HTML from people, editors, files and other installations.

Two walls: our tree writes only what the subset has, and nh3 (a browser's parser) must read exactly the same
out of it.
"""

from collections import deque
from collections.abc import Callable, Mapping

import nh3
from django.utils.translation import gettext as _

from lubuk.foundation.richtext.addresses import SCHEMES
from lubuk.foundation.richtext.building import CALLOUTS, built
from lubuk.foundation.richtext.tree import quoted, written

MAX_BODY_BYTES = 1_000_000  # the longest of 404 handbook pages and regulations tried has 553 kB
MAX_TAGS = 100_000  # bounds time and memory: a million bytes could be 250,000 paragraphs
ROUNDS = 3  # more than any input found by testing needs

TAGS = frozenset({
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "a", "table",
    "thead", "tbody", "tr", "th", "td", "img", "figure", "figcaption", "hr", "br", "div"
})  # fmt: skip  # fmt: skip
ATTRIBUTES: Mapping[str, set[str]] = {
    "a": {"href", "data-item", "data-person"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "img": {"src", "alt", "width", "height"},
}
_WALL = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    tag_attribute_values={"div": {"data-callout": set(CALLOUTS)}, "a": {"class": {"person"}}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)

# The last texts that were made here. One act passes this door two or three times with the same text, and what
# was made here comes out as it went in.
_made: deque[str] = deque(maxlen=4)


class TooLarge(ValueError):
    """A text over what is kept; says so in words, `limit` is in bytes or tags."""

    def __init__(self, message: str, limit: int) -> None:
        super().__init__(message)
        self.limit = limit


def sanitise(html: str, *, resolve: Callable[[str], str] = str) -> str:
    """`html` in the canonical subset; sanitising that again changes nothing. Raises TooLarge and nothing
    else.

    `resolve` is asked for each address as written, before it is judged; an import makes relative ones
    findable with it.
    """
    if html in _made and resolve is str:
        return html
    refuse_too_large(html)
    return _remembered(_canonical(html, resolve))


def _canonical(html: str, resolve: Callable[[str], str]) -> str:
    canonical = written(built(html, resolve=resolve))
    for _round in range(ROUNDS):
        refuse_too_large(
            canonical
        )  # "&" becomes five letters: what is kept must fit too, or it could not be kept again
        checked = _WALL.clean(canonical)
        if checked == canonical:
            return canonical
        canonical = written(built(checked))
    # Reached by no input known. Losing the form is better than keeping what two parsers read differently.
    return f"<p>{quoted(' '.join(nh3.clean(canonical, tags=set()).split()))}</p>"


def _remembered(html: str) -> str:
    _made.append(html)
    return html


def refuse_too_large(text: str) -> None:
    if len(text) > MAX_BODY_BYTES or len(text.encode(errors="replace")) > MAX_BODY_BYTES:
        message = _("This text is too long to keep as one item. Shorten it, or split it into several.")
        raise TooLarge(message, MAX_BODY_BYTES)
    if text.count("<") > MAX_TAGS:
        message = _("This text has too many parts to keep as one item. Split it into several.")
        raise TooLarge(message, MAX_TAGS)
