"""Puts a built tree into canonical form: one way to write each text, nothing empty, tables with heads and
bodies.
"""

from collections.abc import Iterable
from itertools import groupby

from lubuk.foundation.richtext.tree import Block, Break, Inline, Picture, Text, tidied

TIGHT = frozenset({"li", "td", "th"})


def finished(root: Block) -> Block:
    return Block(children=_all_finished(root.children))


def _all_finished(blocks: Iterable[Block]) -> list[Block]:
    return [done for block in blocks for done in _finished(block)]


def _finished(block: Block) -> list[Block]:
    """None, one, or several blocks: a paragraph with an empty line in it is two."""
    match block.name:
        case "p":
            return [
                Block("p", runs=runs) for part in _split_at_empty_lines(block.runs) if (runs := _kept(part))
            ]
        case "h2" | "h3" | "h4" | "figcaption":
            runs = _kept([Text(" ") if isinstance(run, Break) else run for run in block.runs])
            return [Block(block.name, runs=runs)] if runs else []
        case "pre":
            return _finished_pre(block)
        case "hr":
            return [block]
        case "table":
            return _finished_table(block)
        case "figure":
            return _finished_figure(block)
    children = _all_finished(block.children)
    if block.name == "div" and not block.attributes:
        return children
    if not children and block.name not in ("td", "th"):
        return []
    done = Block(block.name, block.attributes, children=children)
    return [_tightened(done) if block.name in TIGHT else done]


def _kept(runs: list[Inline]) -> list[Inline]:
    """The tidied runs, or none where nothing but space would be seen."""
    runs = tidied(runs)
    return (
        runs
        if any(isinstance(run, Picture) or (isinstance(run, Text) and run.text.strip()) for run in runs)
        else []
    )


def _split_at_empty_lines(runs: list[Inline]) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    breaks = 0
    for run in runs:
        if isinstance(run, Break):
            breaks += 1
            continue
        if isinstance(run, Text) and breaks and not run.text.strip(" \t\n\f"):
            continue
        if breaks > 1:
            parts.append([])
        elif breaks:
            parts[-1].append(Break())
        breaks = 0
        parts[-1].append(run)
    return parts


def _finished_pre(block: Block) -> list[Block]:
    text = "".join(run.text for run in block.runs if isinstance(run, Text)).strip("\n")
    return [Block("pre", runs=[Text(text)])] if text.strip() else []


def _tightened(block: Block) -> Block:
    """An item's or cell's only paragraph, standing first, needs no tag of its own."""
    paragraphs = sum(child.name == "p" for child in block.children)
    if paragraphs == 1 and block.children[0].name == "p":
        block.runs = block.children[0].runs
        block.children = block.children[1:]
    return block


def _finished_figure(block: Block) -> list[Block]:
    """A figure is one picture with its caption; anything else inside one stands on its own."""
    children = _all_finished(block.children)
    shapes = [child.name for child in children]
    if shapes == ["p", "figcaption"] and [type(run) for run in children[0].runs] == [Picture]:
        return [Block("figure", runs=children[0].runs, children=children[1:])]
    return [Block("p", runs=child.runs) if child.name == "figcaption" else child for child in children]


def _finished_table(block: Block) -> list[Block]:
    rows: list[Block] = []
    for part in block.children:
        for row in part.children:
            cells = _all_finished(row.children)
            if part.name == "thead":
                cells = [Block("th", cell.attributes, cell.runs, cell.children) for cell in cells]
            if cells:
                rows.append(Block("tr", children=cells))
    if not any(cell.runs or cell.children for row in rows for cell in row.children):
        return []
    parts: list[Block] = []
    for is_head, group in groupby(rows, key=_HeadRows()):
        parts.append(Block("thead" if is_head else "tbody", children=list(group)))
    return [Block("table", children=parts)]


class _HeadRows:
    """Rows of nothing but headings are the head until the first other row comes."""

    def __init__(self) -> None:
        self._in_head = True

    def __call__(self, row: Block) -> bool:
        self._in_head = self._in_head and all(cell.name == "th" for cell in row.children)
        return self._in_head
