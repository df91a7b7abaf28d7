"""The tree of a text, and how it is written as canonical HTML.

Inline text is a flat list of runs, each with its marks in one fixed order, so one look has one writing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import takewhile
from typing import NamedTuple


class Mark(NamedTuple):
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


Marks = tuple[Mark, ...]
MARK_ORDER = ("a", "strong", "em", "code")


class Text(NamedTuple):
    text: str
    marks: Marks = ()


class Picture(NamedTuple):
    attributes: tuple[tuple[str, str], ...]
    marks: Marks = ()


class Break(NamedTuple):
    marks: Marks = ()


Inline = Text | Picture | Break


@dataclass(slots=True)
class Block:
    """`runs` stand before `children`; the root has no name. `pre` holds one unmarked run."""

    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    runs: list[Inline] = field(default_factory=list)
    children: list["Block"] = field(default_factory=list)


def with_mark(marks: Marks, added: Mark) -> Marks:
    return in_order([*(mark for mark in marks if mark.name != added.name), added])


def in_order(marks: Iterable[Mark]) -> Marks:
    return tuple(sorted(marks, key=lambda mark: MARK_ORDER.index(mark.name)))


def written(block: Block) -> str:
    return "".join(_pieces(block))


def written_inline(runs: Iterable[Inline]) -> str:
    return "".join(_inline_pieces(runs))


def quoted(text: str) -> str:
    """Escaped exactly as browsers and nh3 write it."""
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def open_tag(name: str, attributes: Iterable[tuple[str, str]] = ()) -> str:
    written_attributes = "".join(f' {key}="{_quoted_value(value)}"' for key, value in attributes)
    return f"<{name}{written_attributes}>"


def _quoted_value(value: str) -> str:
    return quoted(value).replace('"', "&quot;")


def _pieces(block: Block) -> Iterator[str]:
    if block.name == "hr":
        yield "<hr>"
        return
    inner = "<code>" if block.name == "pre" else ""
    if block.name:
        yield open_tag(block.name, block.attributes.items()) + inner
    yield from _inline_pieces(block.runs)
    for child in block.children:
        yield from _pieces(child)
    if block.name:
        yield f"</code></{block.name}>" if inner else f"</{block.name}>"


def _inline_pieces(runs: Iterable[Inline]) -> Iterator[str]:
    opened: Marks = ()
    for run in runs:
        shared = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, run.marks, strict=False))
        )
        for mark in reversed(opened[shared:]):
            yield f"</{mark.name}>"
        for mark in run.marks[shared:]:
            yield open_tag(*mark)
        opened = run.marks
        yield _written_run(run)
    for mark in reversed(opened):
        yield f"</{mark.name}>"


def _written_run(run: Inline) -> str:
    if isinstance(run, Text):
        return quoted(run.text)
    return "<br>" if isinstance(run, Break) else open_tag("img", run.attributes)


_SPACES = re.compile(r"[ \t\n\r\f]+")


def tidied(runs: list[Inline]) -> list[Inline]:
    """Collapses white space, moves it out of marks' edges, joins what is marked alike, drops breaks at the
    ends.
    """
    if len(runs) == 1 and isinstance(runs[0], Text):
        return [Text(_SPACES.sub(" ", runs[0].text).strip(" "), runs[0].marks)]
    tidy: list[Inline] = []
    gap: Marks | None = None  # the marks of white space not yet written
    for run in runs:
        text = _SPACES.sub(" ", run.text) if isinstance(run, Text) else ""
        core = text.strip(" ")
        if text.startswith(" ") and gap is None:
            gap = run.marks
        if isinstance(run, Text) and not core:
            continue
        if isinstance(run, Break):
            gap = None
            if tidy:
                tidy.append(Break())
            continue
        if gap is not None and tidy and not isinstance(tidy[-1], Break):
            _join(
                tidy, Text(" ", tuple(mark for mark in gap if mark in tidy[-1].marks and mark in run.marks))
            )
        _join(tidy, Text(core, run.marks) if isinstance(run, Text) else run)
        gap = run.marks if text.endswith(" ") else None
    while tidy and isinstance(tidy[-1], Break):
        tidy.pop()
    return tidy


def _join(runs: list[Inline], run: Inline) -> None:
    last = runs[-1] if runs else None
    if isinstance(last, Text) and isinstance(run, Text) and last.marks == run.marks:
        runs[-1] = Text(last.text + run.text, run.marks)
    else:
        runs.append(run)


def plain_text(runs: Iterable[Inline]) -> str:
    return "".join(run.text if isinstance(run, Text) else " " for run in runs)
