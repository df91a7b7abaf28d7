"""Why somebody is named, in words. Numbers stand there only for what can be counted on the pages themselves: how many
readers thanked or were answered is the affair of those who look after a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.shared.expertise.deeds import Deed

if TYPE_CHECKING:
    from lubuk.shared.expertise.knowing import Part

MOST_TOPICS = 2  # named in a reason


def reason(parts: Mapping[Deed, Part]) -> str:
    """One line, the strongest first: “Can be asked about leaks; wrote 3 pages on this, the last in 2026”."""
    words = "; ".join(said(parts))
    return words[:1].upper() + words[1:]


def said(parts: Mapping[Deed, Part]) -> Iterator[str]:
    if says := parts.get(Deed.SAYS):
        topics = dict.fromkeys(str(topic) for topic in says.topics)
        yield _("can be asked about %(topics)s") % {"topics": ", ".join(list(topics)[:MOST_TOPICS])}
    if wrote := parts.get(Deed.WROTE):
        words = ngettext(
            "wrote %(n)s page on this, in %(year)s",
            "wrote %(n)s pages on this, the last in %(year)s",
            len(wrote.items),
        )
        yield words % told(wrote)
    if checked := parts.get(Deed.CHECKED):
        words = ngettext(
            "checked %(n)s, in %(year)s", "checked %(n)s, the last in %(year)s", len(checked.items)
        )
        yield words % told(checked)
    if approved := parts.get(Deed.APPROVED):
        words = ngettext(
            "approved %(n)s, in %(year)s", "approved %(n)s, the last in %(year)s", len(approved.items)
        )
        yield words % told(approved)
    if Deed.ANSWERED in parts:
        yield _("answers readers")
    if Deed.THANKED in parts:
        yield _("thanked by readers")


def told(part: Part) -> dict[str, int]:
    return {"n": len(part.items), "year": localtime(part.last).year if part.last else 0}
