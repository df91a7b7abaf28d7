"""Makes the tree from tokens, obeying the subset whatever the tokens say; `finishing` then puts it in
canonical form.

Every tag the subset lacks is read through: its text stays, its structure goes.
"""

import re
from collections.abc import Callable
from posixpath import basename
from typing import Final

from lubuk.foundation.richtext import addresses
from lubuk.foundation.richtext.finishing import finished
from lubuk.foundation.richtext.lexing import Attributes, Token, tokens
from lubuk.foundation.richtext.tree import (
    Block,
    Break,
    Inline,
    Mark,
    Marks,
    Picture,
    Text,
    in_order,
    with_mark,
)

MAX_DEPTH: Final = (
    40  # open blocks; twelve levels of lists in a table in a callout, far past what people write
)

CALLOUTS = frozenset({"note", "good", "ask", "bad"})
RENAMED = {
    "h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "tt": "code", "kbd": "code", "samp": "code",
    "dir": "ul", "menu": "ul", "tfoot": "tbody",
}  # fmt: skip
LINES = frozenset({"p", "h2", "h3", "h4", "pre"})
FIRM_LINES = frozenset({"h2", "h3", "h4", "pre", "figcaption"})
FLOW = frozenset({"", "blockquote", "div", "li", "td", "th", "figure"})
LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"td", "th"})
TABLE_PARTS = frozenset({"thead", "tbody", "tr", "td", "th"})
BOUNDARIES = frozenset({
    "section", "article", "header", "footer", "main", "aside", "nav", "details", "summary", "address", "dl",
    "dt", "dd", "form", "fieldset", "legend", "center", "body", "html", "head", "button", "option"
})  # fmt: skip  # fmt: skip


def built(source: str, *, resolve: Callable[[str], str] = str) -> Block:
    building = Building(resolve)
    for token in tokens(source):
        building.take(token)
    return finished(building.root)


class Building:
    """The open blocks, the open line of text and the marks that hold, while tokens come in."""

    def __init__(self, resolve: Callable[[str], str] = str) -> None:
        self.root = Block()
        self._resolve = resolve
        self._open_blocks = [self.root]
        self._line: Block | None = None
        self._marks: list[Mark | None] = []
        self._outer_marks: list[list[Mark | None]] = []
        self._inner_tables = 0
        self._divs_in_line = 0
        self._opens: dict[str, Callable[[str, Attributes], None]] = {
            **dict.fromkeys(LINES, self._open_line),
            **dict.fromkeys(LISTS, self._open_list),
            **dict.fromkeys(TABLE_PARTS, self._open_table_part),
            **dict.fromkeys(("strong", "em", "code", "a"), self._open_mark),
            **dict.fromkeys(BOUNDARIES, self._boundary),
            "blockquote": self._open_container, "figure": self._open_container, "div": self._open_div,
            "figcaption": self._open_figcaption, "caption": self._open_caption, "li": self._open_item,
            "table": self._open_table, "hr": self._rule, "img": self._picture, "br": self._break,
        }  # fmt: skip

    def _led(self, attributes: Attributes, name: str) -> Attributes:
        return attributes | {name: self._resolve(attributes[name])} if name in attributes else attributes

    def take(self, token: Token) -> None:
        if token.type == "text":
            self._text(token.value)
            return
        name = RENAMED.get(token.value, token.value)
        if token.type == "open":
            opens = self._opens.get(name)
            if opens:
                opens(name, token.attributes)
        else:
            self._close(name)

    # Text

    def _text(self, text: str) -> None:
        if self._line is None and not text.strip(" \t\n\f"):
            return
        line = self._line_for_text()
        marks = () if line.name == "pre" else self._held_marks()
        line.runs.append(Text(text, marks))

    def _break(self, name: str, attributes: Attributes) -> None:
        if self._line is None:
            return
        self._line.runs.append(Text("\n") if self._line.name == "pre" else Break())

    def _picture(self, name: str, attributes: Attributes) -> None:
        line = self._line_for_text()
        if line.name != "pre":
            marks = tuple(mark for mark in self._held_marks() if mark.name != "code")
            line.runs.extend(_picture_runs(self._led(attributes, "src"), marks))

    def _held_marks(self) -> Marks:
        if not self._marks:
            return ()
        return in_order(mark for mark in self._marks if mark)

    def _open_mark(self, name: str, attributes: Attributes) -> None:
        if name == "a":
            # A link inside a link ends the outer one; an unusable one is read through.
            self._marks = [mark for mark in self._marks if mark is None or mark.name != "a"]
            self._marks.append(_link(self._led(attributes, "href")))
        elif name == "strong" and re.search(r"font-weight:\s*normal", attributes.get("style", "")):
            self._marks.append(None)  # Google Docs wraps all it copies in such a <b>
        elif Mark(name) not in self._marks:
            self._marks.append(Mark(name))

    def _close_mark(self, name: str) -> None:
        self._marks = [mark for mark in self._marks if mark is not None and mark.name != name]

    # Lines

    def _line_for_text(self) -> Block:
        return self._line or self._begin_line("p")

    def _begin_line(self, name: str) -> Block:
        line = Block(name)
        self._flow().children.append(line)
        self._line = line
        return line

    def _end_line(self) -> None:
        self._line = None
        self._divs_in_line = 0

    def _open_line(self, name: str, attributes: Attributes) -> None:
        if name == "p" and self._in_firm_line():
            self._text(" ")
            return
        self._end_line()
        self._begin_line(name)

    def _open_figcaption(self, name: str, attributes: Attributes) -> None:
        self._end_line()
        self._begin_line("figcaption" if self._open_blocks[-1].name == "figure" else "p")

    def _open_caption(self, name: str, attributes: Attributes) -> None:
        """A table's caption becomes the paragraph before it."""
        if self._open_blocks[-1].name != "table":
            self._boundary(name, attributes)
            return
        self._end_line()
        self._line = Block("p")
        self._open_blocks[-2].children.insert(-1, self._line)

    def _in_firm_line(self) -> bool:
        return self._line is not None and self._line.name in FIRM_LINES

    def _boundary(self, name: str, attributes: Attributes) -> None:
        if self._in_firm_line():
            self._text(" ")
        else:
            self._end_line()

    def _rule(self, name: str, attributes: Attributes) -> None:
        self._end_line()
        self._flow().children.append(Block("hr"))

    # Blocks with blocks in them

    def _flow(self) -> Block:
        """The block that takes lines here; loose text in a list or a table gets the item or cell it lacks."""
        while (name := self._open_blocks[-1].name) not in FLOW:
            if name in LISTS:
                self._push(Block("li"))
            elif name == "tr":
                self._push(Block("td"))
            else:
                self._push(Block("tr" if name in ("thead", "tbody") else "tbody"))
        return self._open_blocks[-1]

    def _push(self, block: Block) -> None:
        self._end_line()
        self._open_blocks[-1].children.append(block)
        self._open_blocks.append(block)
        if block.name in CELLS:
            self._outer_marks.append(self._marks)
            self._marks = []

    def _pop(self) -> None:
        self._end_line()
        if self._open_blocks.pop().name in CELLS:
            self._marks = self._outer_marks.pop()

    def _is_too_deep(self) -> bool:
        return len(self._open_blocks) >= MAX_DEPTH

    def _open_container(self, name: str, attributes: Attributes) -> None:
        if self._is_too_deep():
            self._boundary(name, attributes)
            return
        self._end_line()
        self._flow()
        kept = {key: value for key, value in attributes.items() if key == "data-callout"}
        self._push(Block(name, kept))

    def _open_div(self, name: str, attributes: Attributes) -> None:
        if self._in_firm_line():
            self._divs_in_line += 1
            self._text(" ")
            return
        callout = attributes.get("data-callout", "")
        self._open_container(name, {"data-callout": callout} if callout in CALLOUTS else {})

    def _open_list(self, name: str, attributes: Attributes) -> None:
        if self._is_too_deep():
            self._boundary(name, attributes)
            return
        self._end_line()
        above = self._open_blocks[-1]
        if above.name in LISTS and above.children:
            self._open_blocks.append(
                above.children[-1]
            )  # a list directly in a list belongs to the item before it
        self._flow()
        self._push(Block(name))

    def _open_item(self, name: str, attributes: Attributes) -> None:
        self._end_line()
        if self._is_in_list():
            while self._open_blocks[-1].name not in LISTS:
                self._pop()
        elif self._is_too_deep():
            return
        else:
            self._flow()
            self._push(Block("ul"))
        self._push(Block("li"))

    def _is_in_list(self) -> bool:
        for block in reversed(self._open_blocks):
            if block.name in LISTS:
                return True
            if block.name not in ("li", "div", "figure") or block.attributes:
                return False
        return False

    # Tables. One inside another loses its structure: Markdown and small screens could not show it.

    def _open_table(self, name: str, attributes: Attributes) -> None:
        if self._is_in_table():
            self._inner_tables += 1
        if self._inner_tables or self._is_too_deep():
            self._boundary(name, attributes)
            return
        self._end_line()
        self._flow()
        self._push(Block("table"))

    def _open_table_part(self, name: str, attributes: Attributes) -> None:
        if self._inner_tables or not self._is_in_table():
            self._boundary(name, attributes)
            return
        self._end_line()
        above = {"tr": ("thead", "tbody", "table"), "td": ("tr", "table"), "th": ("tr", "table")}.get(
            name, ("table",)
        )
        while self._open_blocks[-1].name not in above:
            self._pop()
        if name == "tr" and self._open_blocks[-1].name == "table":
            self._push(Block("tbody"))
        if name in CELLS and self._open_blocks[-1].name == "table":
            self._open_table_part("tr", {})
        self._push(Block(name, _cell_attributes(name, attributes) if name in CELLS else {}))

    def _is_in_table(self) -> bool:
        return any(block.name == "table" for block in self._open_blocks)

    # Closing

    def _close(self, name: str) -> None:
        if name in ("strong", "em", "code", "a"):
            self._close_mark(name)
        elif name == "table" and self._inner_tables:
            self._inner_tables -= 1
            self._boundary(name, {})
        elif name in TABLE_PARTS and self._inner_tables:
            self._boundary(name, {})
        elif name == "div" and self._divs_in_line:
            self._divs_in_line -= 1
        elif name in ("p", "caption") or name in FIRM_LINES or name in BOUNDARIES:
            self._close_line(name)
        else:
            self._close_block(name)

    def _close_line(self, name: str) -> None:
        if not self._in_firm_line() or (self._line is not None and self._line.name == name):
            self._end_line()

    def _close_block(self, name: str) -> None:
        for distance, block in enumerate(reversed(self._open_blocks[1:]), 1):
            if block.name == name:
                for _ in range(distance):
                    self._pop()
                return
            if block.name in CELLS and name != "table" and name not in TABLE_PARTS:
                return


def _link(attributes: Attributes) -> Mark | None:
    if item := addresses.item_id(attributes):
        return Mark("a", (("data-item", item), ("href", f"/items/{item}/")))
    if person := addresses.person_id(attributes):
        return Mark("a", (("class", "person"), ("data-person", person), ("href", f"/people/{person}/")))
    address = addresses.link_address(attributes.get("href", ""))
    return Mark("a", (("href", address),)) if address else None


def _picture_runs(attributes: Attributes, marks: Marks) -> list[Inline]:
    """A picture of ours; a foreign one as a link to it; else what its text says."""
    written = attributes.get("src", "")
    alt = " ".join(attributes.get("alt", "").split())
    if source := addresses.picture_address(written):
        return [
            Picture(
                (("src", source), ("alt", alt), *_numbers(attributes, "width", "height", most=99_999)), marks
            )
        ]
    address = addresses.link_address(written)
    if address and address.startswith(("http://", "https://")):
        label = alt or basename(address.partition("?")[0]) or address
        has_link = any(mark.name == "a" for mark in marks)
        return [Text(label, marks if has_link else with_mark(marks, Mark("a", (("href", address),))))]
    return [Text(alt, marks)]


def _cell_attributes(name: str, attributes: Attributes) -> dict[str, str]:
    spans = [pair for pair in _numbers(attributes, "colspan", "rowspan", most=1_000) if pair[1] != "1"]
    scope = attributes.get("scope", "")
    return dict(spans) | ({"scope": scope} if name == "th" and scope in ("row", "col") else {})


def _numbers(attributes: Attributes, *names: str, most: int) -> list[tuple[str, str]]:
    given = ((name, attributes.get(name, "").strip().removesuffix("px")) for name in names)
    return [
        (name, value)
        for name, value in given
        if re.fullmatch("[1-9][0-9]{0,4}", value) and int(value) <= most
    ]
