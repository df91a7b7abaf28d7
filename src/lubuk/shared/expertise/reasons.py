"""Why somebody is named, in words. Numbers stand there only for what can be counted on the pages themselves: how many
readers thanked or were answered is the affair of those who look after a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.shared.expertise.deeds import Deed

if TYPE_CHECKING:
    from lubuk.shared.expertise.knowing import Part
    from lubuk.shared.expertise.models import Topic

MOST_TOPICS = 2  # named in a reason


def reason(parts: Mapping[Deed, Part]) -> str:
    """One line: “Can be asked about leaks; wrote 3 pages on this, checked 2; last in 2026”."""
    says = parts.get(Deed.SAYS)
    told = [about(says.topics)] if says else []
    if done := ", ".join(deeds(parts)):
        told += [done, _("last in %(year)s") % {"year": last_year(parts)}]
    words = "; ".join(told)
    return words[:1].upper() + words[1:]


def about(topics: Sequence[Topic]) -> str:
    called = dict.fromkeys(str(topic) for topic in topics)
    return _("can be asked about %(topics)s") % {"topics": ", ".join(list(called)[:MOST_TOPICS])}


def deeds(parts: Mapping[Deed, Part]) -> Iterator[str]:
    if wrote := parts.get(Deed.WROTE):
        n = len(wrote.items)
        yield ngettext("wrote %(n)s page on this", "wrote %(n)s pages on this", n) % {"n": n}
    if checked := parts.get(Deed.CHECKED):
        yield ngettext("checked %(n)s page", "checked %(n)s pages", n := len(checked.items)) % {"n": n}
    if approved := parts.get(Deed.APPROVED):
        yield ngettext("approved %(n)s page", "approved %(n)s pages", n := len(approved.items)) % {"n": n}
    if Deed.ANSWERED in parts:
        yield _("answers readers")
    if Deed.THANKED in parts:
        yield _("thanked by readers")


def last_year(parts: Mapping[Deed, Part]) -> int:
    return max(localtime(part.last).year for part in parts.values() if part.last)
