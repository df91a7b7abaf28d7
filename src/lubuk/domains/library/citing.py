"""How an item is cited: in words, and in the formats that reference managers read.

Names stay as their bearers write them: most Indonesian names have no family name to put first, and a style that turns
them round would cite a person who does not exist.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lubuk.foundation.items.models import Item, Version


@dataclass(frozen=True)
class Citation:
    """What a reader needs to find the same text again."""

    title: str
    writers: list[str]
    institution: str
    day: date
    version: int
    number: str
    language: str
    kind: str
    address: str

    @property
    def key(self) -> str:
        return re.sub(r"[^A-Za-z0-9-]", "", self.number).lower()


def stable_address(item: Item) -> str:
    """With the number, as it stands on paper and in its QR code."""
    return f"{settings.CONFIGURATION.url.rstrip('/')}{reverse('library:number', args=[item.number])}"


def citation_of(item: Item, version: Version, writers: list[str]) -> Citation:
    institution = item.unit.institution or item.unit
    return Citation(
        title=version.title,
        writers=list(dict.fromkeys(writers)),
        institution=institution.name,
        day=timezone.localdate(version.published_at or version.changed_at),
        version=version.number,
        number=item.number,
        language=item.language,
        kind=item.kind_definition.name,
        address=stable_address(item),
    )


def apa(c: Citation) -> str:
    """After the seventh edition, 10.4 (reports): who, when, what with its number, for whom, where."""
    said = _(
        "%(writers)s. (%(day)s). %(title)s (%(number)s, version %(version)s). %(institution)s. %(address)s"
    )
    return said % {**vars(c), "writers": listed(c.writers, " & "), "day": date_format(c.day, "j F Y")}


def chicago(c: Citation) -> str:
    """After the notes and bibliography of the seventeenth edition, 14.220 (reports)."""
    said = _(
        "%(writers)s. “%(title)s.” %(kind)s %(number)s, version %(version)s. %(institution)s, %(day)s. %(address)s."
    )
    return said % {**vars(c), "writers": listed(c.writers, ", "), "day": date_format(c.day, "j F Y")}


def listed(names: list[str], last: str) -> str:
    return last.join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def bibtex(c: Citation) -> str:
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in c.writers),
        "title": f"{{{tex(c.title)}}}",
        "institution": tex(c.institution),
        "year": str(c.day.year),
        "month": str(c.day.month),
        "number": tex(c.number),
        "type": tex(c.kind),
        "version": str(c.version),
        "language": c.language,
        "url": c.address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@techreport{{{c.key},\n" + ",\n".join(lines) + "\n}\n"


TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in one_line(text))


def ris(c: Citation) -> str:
    lines = [("TY", "RPRT"), *(("AU", name) for name in c.writers), ("TI", c.title), ("PB", c.institution)]
    lines += [
        ("PY", str(c.day.year)),
        ("DA", c.day.strftime("%Y/%m/%d")),
        ("SN", c.number),
        ("ET", str(c.version)),
    ]
    lines += [("M3", c.kind), ("LA", c.language), ("UR", c.address), ("ER", "")]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines)


def csl_json(c: Citation) -> str:
    said = {
        "id": c.key,
        "type": "report",
        "title": c.title,
        "author": [{"literal": name} for name in c.writers],
        "publisher": c.institution,
        "issued": {"date-parts": [[c.day.year, c.day.month, c.day.day]]},
        "number": c.number,
        "version": str(c.version),
        "genre": c.kind,
        "language": c.language,
        "URL": c.address,
    }
    return json.dumps([said], ensure_ascii=False, indent=2) + "\n"


def one_line(text: str) -> str:
    """No value may begin a line of its own: a line is a field here."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", text).split())


type Writer = Callable[[Citation], str]

# By the ending of its address: what it is called, the type and the ending of its file, who writes it.
FORMATS: dict[str, tuple[str, str, str, Writer]] = {
    "bibtex": ("BibTeX", "application/x-bibtex", "bib", bibtex),
    "ris": ("RIS", "application/x-research-info-systems", "ris", ris),
    "csl-json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
}
