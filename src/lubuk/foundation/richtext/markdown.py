"""Reads Markdown into the subset. Writing it is in `markdown_writing`; both obey the same conventions:

`[[42]]` and `[[42|label]]` point at items, `@[Ana](person:7)` at people, `> [!note]` begins a callout,
`![alt](/files/3/map.png "caption"){width=600 height=400}` is a picture, HTML of the subset stands for what
Markdown lacks.
"""

import re
from collections.abc import Callable
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lubuk.foundation.richtext.markdown_writing import to_markdown
from lubuk.foundation.richtext.sanitise import refuse_too_large, sanitise

__all__ = ["from_markdown", "to_markdown"]

CALLOUT_WORDS = {
    "note": "note", "info": "note", "good": "good", "tip": "good", "ask": "ask", "important": "ask",
    "question": "ask", "bad": "bad", "warning": "bad", "caution": "bad", "danger": "bad",
}  # fmt: skip

_ITEM = re.compile(r"\[\[([1-9][0-9]{0,17})(?:\|((?:[^\[\]\\\n]|\\.)+))?\]\]")
_PERSON = re.compile(r"@\[((?:[^\[\]\\\n]|\\.)+)\]\(person:([1-9][0-9]{0,17})\)")
_CALLOUT = re.compile(r"\[!([A-Za-z]+)\][ \t]*\n?")
_SIZE = re.compile(r"\{(?:width=([0-9]{1,5}))? ?(?:height=([0-9]{1,5}))?\}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def from_markdown(text: str, *, resolve: Callable[[str], str] = str) -> str:
    """Canonical HTML; whatever the Markdown holds, it comes out of `sanitise`. Raises TooLarge."""
    refuse_too_large(text)
    return sanitise(_READER.render(text), resolve=resolve)


class _Reader(MarkdownIt):
    """Leaves it to `addresses` which links are allowed and how they are written."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": True}).enable("table")
    reader.inline.ruler.before("link", "item", _item)
    reader.inline.ruler.before("link", "person", _person)
    reader.inline.add_terminator_char("@")
    reader.core.ruler.before("inline", "callouts", _callouts)
    reader.core.ruler.after("inline", "pictures", _pictures)
    return reader


def _item(state: StateInline, silent: bool) -> bool:
    match = _ITEM.match(state.src, state.pos, state.posMax)
    if match and not silent:
        label = _label(match[2]) if match[2] else f"#{match[1]}"
        state.push("html_inline", "", 0).content = f'<a data-item="{match[1]}">{label}</a>'
    return _moved_past(match, state)


def _person(state: StateInline, silent: bool) -> bool:
    match = _PERSON.match(state.src, state.pos, state.posMax)
    if match and not silent:
        state.push("html_inline", "", 0).content = f'<a data-person="{match[2]}">@{_label(match[1])}</a>'
    return _moved_past(match, state)


def _moved_past(match: re.Match[str] | None, state: StateInline) -> bool:
    if match:
        state.pos = match.end()
    return match is not None


def _label(written: str) -> str:
    # Entities stay entities: the sanitiser resolves them, as it does in any text.
    return _ESCAPED.sub(lambda match: f"&#{ord(match[1])};", written).replace("<", "&lt;")


def _callouts(state: StateCore) -> None:
    """A quotation whose first words are `[!note]` is a callout."""
    opened: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            opened.append(token)
            if kind := _callout_kind(state.tokens, index):
                token.tag = "div"
                token.attrSet("data-callout", kind)
        elif token.type == "blockquote_close":
            token.tag = opened.pop().tag


def _callout_kind(tokens: list[Token], index: int) -> str | None:
    line = tokens[index + 2] if index + 2 < len(tokens) else None
    match = _CALLOUT.match(line.content) if line is not None and line.type == "inline" else None
    kind = CALLOUT_WORDS.get(match[1].lower()) if match else None
    if line is None or match is None or kind is None or tokens[index + 1].type != "paragraph_open":
        return None
    line.content = line.content[match.end() :]
    return kind


def _pictures(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        children = token.children or []
        for image, after in pairwise(children):
            if image.type == "image" and after.type == "text":
                after.content = _with_size(image, after.content)
        seen = [child for child in children if child.content or child.type != "text"]
        if [child.type for child in seen] == ["image"] and seen[0].attrGet("title"):
            _make_figure(state.tokens[index - 1 : index + 2], seen[0])


def _with_size(image: Token, text: str) -> str:
    match = _SIZE.match(text)
    if match is None:
        return text
    for name, value in zip(("width", "height"), match.groups(), strict=True):
        if value:
            image.attrSet(name, value)
    return text[match.end() :]


def _make_figure(paragraph: list[Token], image: Token) -> None:
    """A picture with a title, alone in its paragraph, is a figure with that caption."""
    before, line, after = paragraph
    caption = Token(
        "html_inline", "", 0, content=f"<figcaption>{escape(str(image.attrGet('title')))}</figcaption>"
    )
    line.children = [image, caption]
    before.tag = after.tag = "figure"
    before.hidden = after.hidden = False


_READER = _reader()
