"""What stands on paper, as data for `lubuk.typ`: texts as the tree of `foundation/richtext`, written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.domains.library.citing import apa, citation_of, stable_address
from lubuk.domains.library.contents import Chapter
from lubuk.domains.library.leaves import Leaf
from lubuk.domains.library.printing.texts import Said, Texts, cell, para
from lubuk.foundation.items.models import Item


@dataclass
class Paper:
    """`said` is the document; `pictures` are read one by one when they are needed, by the names used in it."""

    said: Said
    pictures: dict[str, Callable[[], bytes]] = field(default_factory=dict)


def paper_of(leaf: Leaf, *, endorsed_by: str = "", chapters: Sequence[tuple[Chapter, Leaf]] = ()) -> Paper:
    """An item; with chapters, a manual or a collection."""
    text = Texts()
    item = leaf.item
    cited = citation_of(item, leaf.version, leaf.writers)
    institution = item.unit.institution or item.unit
    said: Said = {
        "lang": item.language[:3].split("-")[0],
        "title": leaf.version.title or item.number,
        "summary": leaf.version.summary,
        "authors": cited.writers,
        "kind": f"{item.kind_definition.name} · {institution.name}",
        "facts": facts_of(leaf, endorsed_by),
        "foot": f"{institution.name} · {item.number} · {_('Version %(number)s') % {'number': leaf.version.number}}",
        "qr": qr(stable_address(item)),
        "qr_alt": _("QR code: %(address)s") % {"address": stable_address(item)},
        "number": item.number,
        "address": stable_address(item),
        "blocks": text.of(leaf, below=1),
        "chapters": [chapter_said(chapter, its, text) for chapter, its in chapters],
        "contents": _("Contents") if len(chapters) > 1 else None,
        "cite_as": _("Cite as:"),
        "citation": apa(cited),
        "wide": False,
    }
    return Paper(said, text.pictures)


def chapter_said(chapter: Chapter, leaf: Leaf, text: Texts) -> Said:
    facts = [leaf.item.number, *(fact["value"] for fact in facts_of(leaf, "")[-1:])]
    return {
        "title": f"{chapter.number}  {leaf.version.title}",
        "meta": " · ".join(facts),
        "break": chapter.depth == 1,
        "blocks": [*([para(leaf.version.summary)] if leaf.version.summary else []), *text.of(leaf, below=2)],
    }


def facts_of(leaf: Leaf, endorsed_by: str) -> list[Said]:
    """Who wrote it and how far one may rely on it, in words."""
    item, version = leaf.item, leaf.version
    published = date_format(version.published_at, "j F Y") if version.published_at else ""
    facts = [
        (_("Unit"), item.unit.name),
        (_("Written by"), ", ".join(dict.fromkeys(leaf.writers))),
        (_("Version"), _("%(number)s, published %(day)s") % {"number": version.number, "day": published}),
        (_("Trust"), trust_in_words(item, endorsed_by)),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def trust_in_words(item: Item, endorsed_by: str) -> str:
    day = date_format(item.check_by, "j F Y") if item.check_by else ""
    if item.trust == "overdue":
        return _("check overdue since %(day)s: ask before you rely on it") % {"day": day}
    said = _("endorsed") if item.endorsed_at else _("not verified")
    if item.endorsed_at and endorsed_by:
        said = _("endorsed by %(name)s") % {"name": endorsed_by}
    return _("%(said)s, to be checked by %(day)s") % {"said": said, "day": day} if day else said


def list_paper(heading: str, lede: str, address: str, institution: str, rows: Iterable[Item]) -> Paper:
    """A list as a table with a row for each item."""
    head = [_("Number"), _("Title"), _("Unit"), _("Published"), _("To be checked by")]
    lines = [
        [item.number, item.title, item.unit.name, day(item.published_at), day(item.check_by)] for item in rows
    ]
    table = {
        "name": "table",
        "columns": len(head),
        "wide": 1,
        "head": [cell([para(words)], x, 0, strong=True) for x, words in enumerate(head)],
        "body": [cell([para(words)], x, y) for y, row in enumerate(lines, 1) for x, words in enumerate(row)],
    }
    said: Said = {
        "lang": (get_language() or settings.LANGUAGE_CODE)[:2], "title": heading, "summary": lede, "authors": [],
        "kind": institution, "facts": [], "foot": f"{institution} · {heading}", "qr": qr(address),
        "qr_alt": _("QR code: %(address)s") % {"address": address}, "number": heading, "address": address,
        "blocks": [table] if lines else [para(_("Nothing here yet that you may read."))], "chapters": [],
        "contents": None, "cite_as": "", "citation": "", "wide": True,
    }  # fmt: skip
    return Paper(said)


def day(moment: Any) -> str:
    return date_format(moment, "j M Y") if moment else ""


def qr(address: str) -> str:
    """As SVG. Level M: a fold or a stain over a seventh of it can still be read."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0)
