"""Writes the subset as Markdown that `markdown.from_markdown` reads back to the same text.

Where Markdown has no sign for something (cells with lists, bold inside a word), HTML of the subset stands in
the text.
"""

import re

from lubuk.foundation.richtext.building import built
from lubuk.foundation.richtext.markdown_lines import escaped, heading, inline, paragraph, picture
from lubuk.foundation.richtext.tree import Block, Picture, Text, plain_text, written

_ALIKE_LISTS = "<!-- -->"  # keeps two lists apart that would be read as one


def to_markdown(html: str) -> str:
    return _blocks(built(html).children) + "\n"


def _blocks(blocks: list[Block]) -> str:
    parts: list[str] = []
    above = ""
    for block in blocks:
        if block.name in ("ul", "ol") and block.name == above:
            parts.append(_ALIKE_LISTS)
        parts.append(_block(block))
        above = block.name
    return "\n\n".join(parts)


def _block(block: Block) -> str:
    match block.name:
        case "h2" | "h3" | "h4":
            return f"{'#' * int(block.name[1])} {heading(block.runs)}"
        case "ul" | "ol":
            return _list(block)
        case "blockquote":
            return _indented(_blocks(block.children), first="> ", rest="> ")
        case "div":
            return _callout(block)
        case "pre":
            return _fenced(block)
        case "hr":
            return "***"  # "---" after a list's "- " would read as one line of dashes
        case "table":
            return _table(block) if _is_plain_table(block) else _html(block)
        case "figure":
            return _figure(block)
    return paragraph(block.runs)


def _html(block: Block) -> str:
    return written(block).replace("\n", "&#10;").replace("\t", "&#9;")


def _indented(text: str, *, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        [first + lines[0], *((rest + line).rstrip() if not line else rest + line for line in lines[1:])]
    )


def _list(block: Block) -> str:
    items = []
    for number, item in enumerate(block.children, 1):
        sign = f"{number}. " if block.name == "ol" else "- "
        items.append(_indented(_item(item), first=sign, rest=" " * len(sign)))
    return "\n".join(items)


def _item(item: Block) -> str:
    if any("\t" in plain_text(child.runs) for child in item.children if child.name == "pre"):
        # Markdown counts a tab as indentation, so the code goes as HTML.
        return "\n\n".join(
            [paragraph(item.runs)] * bool(item.runs) + [_html(child) for child in item.children]
        )
    line = paragraph(item.runs)
    if not item.children:
        return line
    apart = "\n" if item.children[0].name in ("ul", "ol") else "\n\n"
    return (line + apart if line else "") + _blocks(item.children)


def _callout(block: Block) -> str:
    apart = "\n" if block.children[0].name == "p" else "\n\n"
    text = f"[!{block.attributes['data-callout']}]{apart}{_blocks(block.children)}"
    return _indented(text, first="> ", rest="> ")


def _fenced(block: Block) -> str:
    text = plain_text(block.runs)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _figure(block: Block) -> str:
    image, caption = block.runs[0], block.children[0].runs
    if (
        not isinstance(image, Picture)
        or image.marks
        or any(run.marks or not isinstance(run, Text) for run in caption)
    ):
        return _html(block)
    title = escaped(plain_text(caption)).replace('"', '\\"')
    return picture(image, title=title)


# Tables


def _is_plain_table(table: Block) -> bool:
    """GFM has one row of headings, rows of one length, and cells of one line without attributes."""
    head = table.children[0]
    if head.name != "thead" or len(head.children) != 1:
        return False
    rows = [row for part in table.children for row in part.children]
    cells = [cell for row in rows for cell in row.children]
    body = [cell for row in rows[1:] for cell in row.children]
    return (
        len({len(row.children) for row in rows}) == 1
        and not any(cell.attributes or cell.children for cell in cells)
        and all(cell.name == "td" for cell in body)
    )


def _table(table: Block) -> str:
    rows = [row for part in table.children for row in part.children]
    lines = ["| " + " | ".join(_cell(cell) for cell in row.children) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0].children))
    return "\n".join(lines)


def _cell(cell: Block) -> str:
    return inline(cell.runs, line_break="<br>").replace("|", "\\|")
