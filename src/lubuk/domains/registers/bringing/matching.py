"""Which column of a table is which of the register: by its name or its label, in any language."""

from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.registers.columns import Column, columns_of
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.refusal import Refused

NUMBER, REVISION, TITLE = "number", "revision", "title"
KEYS = (NUMBER, REVISION)  # they say which page a row is about, and change nothing


def taken_columns(kind: Kind) -> dict[str, Column]:
    """What a row can change: the title and the kind's own fields. Where a page stands is changed on the page."""
    return {
        name: column
        for name, column in columns_of(kind).items()
        if name == TITLE or not column.is_of_every_item
    }


def offered(kind: Kind) -> list[tuple[str, str]]:
    """What a heading can stand for, with its words."""
    known = columns_of(kind)
    own = [(name, column.label) for name, column in taken_columns(kind).items()]
    return [("", _("Leave it out")), (NUMBER, known[NUMBER].label), (REVISION, _("Revision")), *own]


def guess(kind: Kind, headings: list[str]) -> list[str]:
    """For each heading the name of its column, each column once; "" for what fits none."""
    words = spoken(kind)
    found: list[str] = []
    for heading in headings:
        name = words.get(folded(heading), "")
        found.append("" if name in found else name)
    return found


def spoken(kind: Kind) -> dict[str, str]:
    """Names go before labels: a label may be the name of another column."""
    wanted = {name: column for name, column in columns_of(kind).items() if name == NUMBER} | taken_columns(
        kind
    )
    words: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words |= {folded(column.label): name for name, column in reversed(wanted.items())}
            words[folded(_("Revision"))] = REVISION
    return words | {folded(name): name for name in (*wanted, REVISION)}


def folded(heading: str) -> str:
    return " ".join(heading.replace("_", " ").split()).casefold()


def refuse_mismatch(kind: Kind, matching: list[str]) -> None:
    """Raises Refused when nothing can be told apart by it."""
    twice = [name for name, times in Counter(matching).items() if name and times > 1]
    if twice:
        label = dict(offered(kind))[twice[0]]
        raise Refused(_("Two columns are taken for “%(label)s”. Choose one of them.") % {"label": label})
    if NUMBER not in matching and TITLE not in matching:
        raise Refused(_("Say which column has the number or the title: by it a row is recognised."))
    if not any(name and name not in KEYS for name in matching):
        raise Refused(_("No column is taken over. Say for at least one what it is."))
