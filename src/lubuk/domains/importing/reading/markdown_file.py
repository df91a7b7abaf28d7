"""Reads one Markdown file with what stands around it: front matter, links to its neighbours, pictures beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.reading import front_matter, language
from lubuk.domains.importing.reading.decoding import decoded
from lubuk.domains.importing.reading.fields import cells_of
from lubuk.domains.importing.reading.generator_tags import without_tags
from lubuk.domains.importing.reading.leading import refuse_large, resolver, summary_of, title_from
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.foundation.richtext.markdown import from_markdown
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.sanitise import TooLarge

FILES_FROM_HERE = "<!-- lubuk: files -->"  # below it our own export lists what hangs on the page

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_FIRST_LINE_HEADING = re.compile(
    r"\A\s*(?:#[ \t]+(?P<hash>[^\n]+?)[ \t]*#*[ \t]*|(?P<bar>[^\n#>|*\-]+)\n=+[ \t]*)(?:\n|\Z)"
)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


def read(content: bytes, path: str, is_there: Callable[[str], bool], **known: Any) -> Page:
    """The file at `path` of its source as a page; `known` goes before what the file says. Raises Unreadable."""
    refuse_large(len(content))
    values, text = front_matter.split(decoded(content))
    text = text.partition(FILES_FROM_HERE)[0]
    title, text = _title(values, without_tags(text), path)
    try:
        body = from_markdown(text, resolve=resolver(path, is_there))
    except TooLarge as error:
        raise Unreadable(str(error)) from error
    dates = front_matter.dates(values)
    said = {
        "title": title,
        "summary": front_matter.words(values, "summary", "description", "subtitle", "excerpt")
        or summary_of(body),
        "language": _language(values, body),
        "created": dates.get("created") or dates.get("published"),
        "changed": dates.get("changed"),
        "authors": front_matter.names(values),
        "tags": tuple(front_matter.tags(values)),
        "fields": cells_of(values),
    }
    return Page(path=path, digest=hashlib.sha256(content).hexdigest(), body=body, **{**said, **known})


def _title(values: front_matter.Values, text: str, path: str) -> tuple[str, str]:
    """From the front matter, the first heading or the file's name; a heading that says it at the top is taken out."""
    given = front_matter.words(values, "title")
    first = _FIRST_LINE_HEADING.match(text)
    if first:
        heading = _plain(first["hash"] or first["bar"])
        if heading and given.casefold() in ("", heading.casefold()):
            return given or heading, text[first.end() :]
    found = _HEADING.search(_FENCED.sub("", text))
    return given or (_plain(found[1]) if found else "") or title_from(path), text


def _plain(markdown: str) -> str:
    return " ".join(to_text(from_markdown(markdown)).split())


def _language(values: front_matter.Values, body: str) -> str | None:
    given = (
        front_matter.words(values, "language", "lang", "locale").lower().replace("_", "-").partition("-")[0]
    )
    return given if re.fullmatch("[a-z]{2,3}", given) else language.guess(to_text(body))
