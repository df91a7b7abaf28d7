"""The texts for people: found in code and templates, brought into the catalogues, looked up there.

Used by `lubuk messages` and by the test that every text is translated. What the catalogues say is the
translators' affair.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.utils.translation import templatize

from lubuk.site.catalogues import load
from lubuk.site.configuration.places import PACKAGE

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TAG = re.compile(r"{%\s*(?:translate|trans|blocktranslate|blocktrans)\b")


def texts(package: Path = PACKAGE) -> Catalog:
    """Every text in the code and the templates that a person may read."""
    found = Catalog(charset="utf-8")
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt")]):
        if "tests" in path.parts or "migrations" in path.parts or "static" in path.parts:
            continue
        for line, message, comments, context in _texts_in(path):
            place = (path.relative_to(package.parent).as_posix(), line)
            found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


type _Found = tuple[int, str | tuple[str, ...], list[str], str | None]


def _texts_in(path: Path) -> Iterator[_Found]:
    text = path.read_text()
    if path.suffix == ".py":
        yield from extract("python", BytesIO(text.encode()), KEYWORDS, ["Translators:"])
    elif TAG.search(text):
        yield from _in_template(text, path)


def _in_template(text: str, path: Path) -> Iterator[_Found]:
    code = templatize(text, origin=str(path))  # Python with the same calls on the same lines
    yield from extract("python", BytesIO(code.encode()), KEYWORDS, ["Translators"])


def update(source: Path, taken: Sequence[Catalog] = (), *, found: Catalog | None = None) -> Catalog:
    """Brings one catalogue up to date: new texts come in, those that are gone leave.

    `taken` are catalogues of the same language whose translations are used where this one has none.
    """
    catalogue = load(source)
    catalogue.update(found or texts(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    for message in catalogue:
        offered = (other.get(message.id, message.context) for other in taken if message.id)
        if not _is_translated(message) and (better := next(filter(_is_translated, offered), None)):
            message.string = better.string
    with source.open("wb") as text:
        write_po(text, catalogue, width=110, sort_output=True, omit_header=False)
    return catalogue


def missing(catalogue: Catalog, found: Catalog | None = None) -> list[Message]:
    """The texts of the code that the catalogue does not translate."""
    wanted = (text for text in found or texts() if text.id)
    return [text for text in wanted if not _is_translated(catalogue.get(text.id, text.context))]


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)
