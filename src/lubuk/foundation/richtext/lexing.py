"""Cuts any HTML, however broken, into tokens in one linear pass. What the tokens mean is known by `building`.

Linear on purpose: a browser's tree construction can be made quadratic by nesting, so nothing unbounded
reaches it.
"""

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Attributes = dict[str, str]


class Token(NamedTuple):
    """`value` is a tag's name in lower case, or the text with its entities resolved."""

    type: Literal["open", "close", "text"]
    value: str
    attributes: Attributes


NO_ATTRIBUTES: Attributes = {}

# Elements whose content is not text for readers, closed or not.
RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"})
# The same, but an unclosed one is forgiven: browsers go on reading inside.
FOREIGN = frozenset({"template", "svg", "math", "object", "noscript", "select", "audio", "video", "canvas"})

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# Attribute values may hold ">"; an unclosed quote counts as part of an unquoted value. Possessive, so that a
# failure does not try again in other ways.
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?P<attributes>(?:[^>=]|=\s*+"[^"]*"|=\s*+'[^']*'|=)*+)>
      | (?P<unfinished></?[a-zA-Z].*)
      | <[!?/][^>]*>?
      | (?P<text>[^<]+|<)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
WITH_ATTRIBUTES = frozenset({"a", "img", "td", "th", "div", "b"})


def tokens(source: str) -> Iterator[Token]:
    source = CONTROLS.sub("", source).replace("\r\n", "\n").replace("\r", "\n")
    position, end = 0, len(source)
    never_closed: set[str] = set()
    while position < end:
        match = _TOKEN.match(source, position)
        if match is None or match["unfinished"] is not None:
            return
        position = match.end()
        if match["text"] is not None:
            yield Token("text", _unescape(match["text"]), NO_ATTRIBUTES)
            continue
        if match["name"] is None:
            continue
        name = match["name"].lower()
        if match["slash"]:
            yield Token("close", name, NO_ATTRIBUTES)
        elif name in RAW or name in FOREIGN:
            position = _after_content(source, name, match, never_closed)
        else:
            yield Token("open", name, _attributes(name, match["attributes"]))


def _after_content(source: str, name: str, match: re.Match[str], never_closed: set[str]) -> int:
    if name in FOREIGN and (name in never_closed or match["attributes"].endswith("/")):
        return match.end()
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, match.end())
    if closing:
        return closing.start()
    never_closed.add(name)
    return match.end() if name in FOREIGN else len(source)


def _unescape(text: str) -> str:
    return CONTROLS.sub("", html.unescape(text)) if "&" in text else text


def _attributes(name: str, text: str) -> Attributes:
    if not text or name not in WITH_ATTRIBUTES:
        return NO_ATTRIBUTES
    found: Attributes = {}
    for key, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(key.lower(), _resolve_entities(double or single or bare))
    return found


def _resolve_entities(value: str) -> str:
    # Only entities with their semicolon: in an address, "&copy=2" is a parameter and not a sign.
    if "&" not in value:
        return value
    return CONTROLS.sub("", _ENTITY.sub(lambda match: html.unescape(match[0]), value))
