"""Makes a stored text ready for one reader's page, at every page view: so regular expressions over canonical
HTML.

What is kept has no ids, no loading hints and no titles of other items; they are the page's and the reader's.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import NamedTuple

from django.utils.translation import gettext as _

from lubuk.foundation.richtext.anchors import PREFIX, Anchors
from lubuk.foundation.richtext.references import ITEM_LINK, TAG, with_title

_HEADING = re.compile(r"<(h([234]))>(.*?)</h[234]>", re.DOTALL)


class Heading(NamedTuple):
    level: int
    id: str
    text: str


class Prepared(NamedTuple):
    """`html` is safe to put in a page as it is."""

    html: str
    headings: list[Heading]


def prepare(html: str, *, titles: Mapping[int, str | None]) -> Prepared:
    """`titles` has the items of `references.items_in` that this reader may see; all others are withheld."""
    headings: list[Heading] = []
    if "<h" in html:
        html = _with_anchors(html, headings, titles)
    if "<a " in html:
        html = _with_links(html, titles)
    if "<img " in html:
        html = html.replace("<img ", '<img loading="lazy" decoding="async" ')
    if "<table>" in html:
        label = escape(_("Table, scrolls sideways"))
        scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>'
        html = html.replace("<table>", scroll).replace("</table>", "</table></div>")
    return Prepared(html, headings)


def _with_anchors(html: str, headings: list[Heading], titles: Mapping[int, str | None]) -> str:
    anchors = Anchors()

    def anchored(match: re.Match[str]) -> str:
        # The id comes from what is stored, so it is the same for all readers; the text is what this reader
        # may see.
        seen = _with_links(match[3], titles) if "<a data-item" in match[3] else match[3]
        heading = Heading(int(match[2]), anchors.give(_bare(match[3])), _bare(seen))
        headings.append(heading)
        return f'<{match[1]} id="{heading.id}">{match[3]}</{match[1]}>'

    return _HEADING.sub(anchored, html)


def _bare(html: str) -> str:
    return unescape(TAG.sub("", html)) if "<" in html or "&" in html else html


def _with_links(html: str, titles: Mapping[int, str | None]) -> str:
    if "<a data-item" in html:
        withheld = f'<span class="withheld">{escape(_("a page that is not open to you"))}</span>'

        def shown(match: re.Match[str]) -> str:
            title = titles.get(int(match[1]))
            if title is None:
                return withheld
            return with_title(match, title)

        html = ITEM_LINK.sub(shown, html)
    # A public page must not lend its standing to what people link to; "noopener" costs nothing where tabs are
    # opened.
    html = html.replace('<a href="http', '<a rel="nofollow noopener" href="http')
    return html.replace('<a href="#', f'<a href="#{PREFIX}')


_OPENED = re.compile(r'<(/?)h([234])(?: id="([^"]*)")?>')


def below_a_heading(html: str, anchor: str) -> str:
    """What `prepare` made, to stand with other texts on one page: headings a level lower, ids with `anchor` before."""

    def lowered(match: re.Match[str]) -> str:
        id_ = f' id="{anchor}-{match[3]}"' if match[3] else ""
        return f"<{match[1]}h{int(match[2]) + 1}{id_}>"

    html = _OPENED.sub(lowered, html).replace(f'<a href="#{PREFIX}', f'<a href="#{anchor}-{PREFIX}')
    return html.replace(' role="region" ', ' role="group" ')  # a landmark is named once on a page
