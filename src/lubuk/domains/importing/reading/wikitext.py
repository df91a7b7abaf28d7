"""Wikitext of MediaWiki as HTML. mwparserfromhell finds the parts; here they are written down.

Lists are made of marks at the beginnings of lines, so first every part becomes a line of HTML in which marks are kept
apart by a sign of our own, and then lines become blocks. Templates are programs of the other wiki: what they were
given is shown as text, or as a table where it has names.
"""

from __future__ import annotations

import re
from html import escape
from itertools import takewhile
from typing import Any

import mwparserfromhell
from mwparserfromhell.nodes import Comment, ExternalLink, Heading, HTMLEntity, Tag, Template, Text, Wikilink

from lubuk.domains.importing.reading.leading import imported

MARK = "\ue000"  # before each list mark; private letters of the text itself are taken out first
BREAK = "&#10;"  # a line break that must not end a block
BLOCK = re.compile(r"^<(h\d|table|pre|ul|ol|hr|blockquote)")
CATEGORIES = {"category", "kategori"}
FILES = {"file", "image", "berkas", "gambar", "media"}
LISTS = {"*": "ul", "#": "ol", ":": "ul", ";": "ul"}
KEPT_TAGS = {
    "b",
    "i",
    "strong",
    "em",
    "code",
    "tt",
    "sub",
    "sup",
    "blockquote",
    "p",
    "u",
    "s",
    "del",
    "small",
    "br",
    "hr",
}
DEEPEST_LIST = 8  # the subset keeps twelve levels; a line of stars is no list of five hundred
CODE_TAGS = {"pre", "source", "syntaxhighlight"}
DROPPED_TAGS = {"gallery", "references", "templatestyles", "imagemap", "timeline", "score"}


class Wikitext:
    """One page's text; `tags` and `html` are there after it is made."""

    def __init__(self, text: str) -> None:
        self.tags: list[str] = []
        self._notes: list[str] = []
        code = mwparserfromhell.parse(text.replace(MARK, ""))
        body = self._blocks(self._line(code))
        if self._notes:
            body += "<ol>" + "".join(f"<li>{note}</li>" for note in self._notes) + "</ol>"
        self.html = body

    def _line(self, code: Any) -> str:
        return "".join(self._node(node) for node in code.nodes) if code is not None else ""

    def _node(self, node: Any) -> str:
        for sort, write in WRITERS:
            if isinstance(node, sort):
                return str(write(self, node))
        return ""

    def _text(self, node: Text) -> str:
        return escape(re.sub(r"__[A-Z]+__", "", str(node)), quote=False)

    def _heading(self, node: Heading) -> str:
        level = min(max(int(node.level), 2), 4)
        return f"\n<h{level}>{self._line(node.title).strip()}</h{level}>\n"

    def _link(self, node: Wikilink) -> str:
        title = str(node.title).strip()
        space, colon, rest = title.partition(":")
        words = self._line(node.text) if node.text is not None else escape(title.lstrip(":"))
        if colon and space.strip().lower() in CATEGORIES:
            self.tags.append(" ".join(rest.split()))
            return ""
        if colon and space.strip().lower() in FILES:
            caption = words.rpartition("|")[2] if node.text is not None else ""
            return f"({caption})" if len(caption) > 20 else ""
        page = page_name(title.partition("#")[0])
        return f'<a href="{imported(page)}">{words}</a>' if page else words

    def _outer_link(self, node: ExternalLink) -> str:
        address = escape(str(node.url).strip())
        return f'<a href="{address}">{self._line(node.title) if node.title else address}</a>'

    def _template(self, node: Template) -> str:
        name = str(node.name).strip()
        if name.startswith("#") or (name.isupper() and not node.params):
            return ""
        given = [(str(p.name).strip() if p.showkey else "", self._line(p.value).strip()) for p in node.params]
        given = [(label, value) for label, value in given if value]
        if sum(bool(label) for label, _value in given) > 1:
            rows = "".join(
                f"<tr><th>{escape(label)}</th><td>{self._blocks(v)}</td></tr>" for label, v in given
            )
            return f"\n<table>{rows}</table>\n"
        return ", ".join(value for _label, value in given)

    def _tag(self, node: Tag) -> str:
        name = str(node.tag).strip().lower()
        if node.wiki_markup and name in ("li", "dd", "dt"):
            return MARK + str(node.wiki_markup)
        if name in DROPPED_TAGS:
            return ""
        if name == "ref":
            return self._note(node)
        if name == "table":
            return f"\n<table>{self._rows(node)}</table>\n"
        if name in CODE_TAGS:
            return f"\n<pre>{escape(str(node.contents)).replace(chr(10), BREAK)}</pre>\n"
        if name in ("br", "hr"):
            return "<br>" if name == "br" else "\n<hr>\n"
        inner = self._line(node.contents)
        return f"<{name}>{inner}</{name}>" if name in KEPT_TAGS else inner

    def _note(self, node: Tag) -> str:
        said = self._line(node.contents).strip() if node.contents else ""
        if not said:
            return ""
        self._notes.append(said)
        return f" [{len(self._notes)}]"

    def _rows(self, table: Tag) -> str:
        """Rows and cells; cells that stand outside a row are one."""
        rows, loose = [], ""
        for node in table.contents.nodes if table.contents else ():
            if not isinstance(node, Tag):
                continue
            name = str(node.tag).strip().lower()
            if name == "tr":
                rows.append(
                    "".join(self._cell(cell) for cell in node.contents.nodes if isinstance(cell, Tag))
                )
            elif name in ("td", "th"):
                loose += self._cell(node)
        return "".join(f"<tr>{row}</tr>" for row in [loose, *rows] if row)

    def _cell(self, cell: Tag) -> str:
        name = "th" if str(cell.tag).strip().lower() == "th" else "td"
        return f"<{name}>{self._blocks(self._line(cell.contents))}</{name}>"

    def _blocks(self, lines: str) -> str:
        """Paragraphs, lists and what is a block already."""
        out: list[str] = []
        paragraph: list[str] = []
        listed: list[tuple[str, str]] = []
        for line in [*lines.split("\n"), ""]:
            marks, words = split_marks(line)
            if not marks and listed:
                out.append(as_lists(listed))
                listed = []
            if paragraph and (marks or not line.strip() or BLOCK.match(line)):
                out.append(f"<p>{' '.join(paragraph)}</p>")
                paragraph = []
            if marks:
                listed.append((marks, words))
            elif BLOCK.match(line):
                out.append(line)
            elif line.strip():
                paragraph.append(line.strip())
        return "".join(out)


WRITERS: tuple[tuple[type, Any], ...] = (
    (Text, Wikitext._text),
    (Heading, Wikitext._heading),
    (Wikilink, Wikitext._link),
    (ExternalLink, Wikitext._outer_link),
    (Template, Wikitext._template),
    (Comment, lambda _page, _node: ""),
    (HTMLEntity, lambda _page, node: str(node)),
    (Tag, Wikitext._tag),
)


def split_marks(line: str) -> tuple[str, str]:
    """The list marks that a line begins with, and the rest."""
    marks = ""
    while line.startswith(MARK):
        marks += line[1:2]
        line = line[2:]
    return marks[:DEEPEST_LIST], line.strip()


def as_lists(lines: list[tuple[str, str]]) -> str:
    """Lines with marks such as "**" as lists in lists."""
    out, at = "", 0
    while at < len(lines):
        first = lines[at][0][:1]
        run = list(takewhile(lambda line: line[0].startswith(first), lines[at:]))  # noqa: B023 - used at once
        out += f"<{LISTS[first]}>{entries_of(run)}</{LISTS[first]}>"
        at += len(run)
    return out


def entries_of(run: list[tuple[str, str]]) -> str:
    out, at = "", 0
    while at < len(run):
        inner = [
            (marks[1:], words) for marks, words in takewhile(lambda line: len(line[0]) > 1, run[at + 1 :])
        ]
        deeper = len(run[at][0]) > 1
        if deeper:  # an inner list without an entry to stand in
            inner = [
                (marks[1:], words) for marks, words in takewhile(lambda line: len(line[0]) > 1, run[at:])
            ]
        out += f"<li>{'' if deeper else run[at][1]}{as_lists(inner) if inner else ''}</li>"
        at += len(inner) + (0 if deeper else 1)
    return out


def page_name(written: str) -> str:
    """As the wiki keeps it: spaces for underscores, the first letter large."""
    name = " ".join(written.replace("_", " ").split()).lstrip(":").strip()
    return name[:1].upper() + name[1:]
