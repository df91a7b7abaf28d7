"""HTML of other systems as ours: what is page and what is frame round it, its title, its links."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.sanitise import TooLarge, sanitise

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_MAIN = re.compile(r"<(main|article)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_FRAME = re.compile(
    r"<(nav|header|footer|script|style|noscript|template|form)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_LANGUAGE = re.compile(r"""<html\b[^>]*\blang\s*=\s*["']?([a-zA-Z]{2,3})""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def kept(html: str, resolve: Callable[[str], str]) -> str:
    """Raises Unreadable where it is too long."""
    try:
        return sanitise(html, resolve=resolve)
    except TooLarge as error:
        raise Unreadable(str(error)) from error


def main_part(html: str) -> str:
    """What is the page's own, as far as its tags tell."""
    found = _MAIN.search(html) or _BODY.search(html)
    part = found[found.lastindex or 0] if found else html
    return _FRAME.sub("", part)


def heading(html: str) -> str:
    found = _H1.search(html)
    return words(found[1]) if found else ""


def without_heading(html: str) -> str:
    """The first main heading is the title, and is not said twice."""
    return _H1.sub("", html, count=1)


def title(html: str) -> str:
    found = _TITLE.search(html)
    return words(found[1]) if found else ""


def language(html: str) -> str | None:
    found = _LANGUAGE.search(html)
    return found[1].lower() if found else None


def meta(html: str) -> dict[str, str]:
    """Names and contents of the page's own statements about itself."""
    said = {}
    for tag in _META.findall(html[:100_000]):
        named = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}
        name = named.get("name") or named.get("property") or ""
        if name and "content" in named:
            said[name.lower()] = " ".join(named["content"].split())
    return said


def words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def plain(html: str) -> str:
    return " ".join(to_text(html).split())
