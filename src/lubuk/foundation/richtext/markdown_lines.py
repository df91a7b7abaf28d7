"""Writes runs of text as one paragraph, heading or cell of Markdown. Blocks are in `markdown_writing`."""

import re
from collections.abc import Iterator

from lubuk.foundation.richtext.tree import Break, Inline, Mark, Marks, Picture, Text, plain_text

_SIGNS = re.compile(r"[\\`*\[\]<]|&(?=[#a-zA-Z])|(?<![^\W_])_|_(?![^\W_])")
_ODD_SPACES = re.compile(r"[^\S \n\t]")
_LINE_STARTS = re.compile(
    r"^(?:(?P<sign>#(?=#{0,5}(?:\s|$))|[-+](?=\s|$)|>|=(?==*\s*$)|-(?=-*\s*$)|~(?=~~)|[|:])"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$)))",
    re.MULTILINE,
)
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_EMPHASIS = {"strong": "**", "em": "_"}


def paragraph(runs: list[Inline]) -> str:
    """Lines joined by hard breaks, none of which can be read as the start of another block."""
    return _LINE_STARTS.sub(
        lambda match: f"\\{match['sign']}" if match["sign"] else f"{match['number']}\\",
        inline(runs, line_break="\\\n"),
    )


def heading(runs: list[Inline]) -> str:
    # Number signs at the end would be read as the heading's closing.
    return re.sub(r"#+$", lambda match: "\\#" * len(match[0]), inline(runs, line_break=" "))


def inline(runs: list[Inline], *, line_break: str) -> str:
    return _marked(runs, (), before="", after="", line_break=line_break)


def picture(image: Picture, *, title: str = "") -> str:
    attributes = dict(image.attributes)
    sizes = " ".join(f"{name}={attributes[name]}" for name in ("width", "height") if name in attributes)
    target = _target(attributes["src"]) + (f' "{title}"' if title else "")
    return f"![{escaped(attributes['alt'])}]({target})" + (f"{{{sizes}}}" if sizes else "")


def escaped(text: str) -> str:
    text = _SIGNS.sub(lambda match: "\\" + match[0], text)
    return _ODD_SPACES.sub(lambda match: "&nbsp;" if match[0] == "\xa0" else f"&#{ord(match[0])};", text)


def _marked(runs: list[Inline], written: Marks, *, before: str, after: str, line_break: str) -> str:
    """The runs with the marks not yet written; `before` and `after` are the characters next to them."""
    groups = list(_groups(runs, written))
    text = ""
    for place, (mark, group) in enumerate(groups):
        left = text[-1:] or before
        right = (_first_sign(*groups[place + 1]) if place + 1 < len(groups) else "") or after
        if mark is None:
            text += _unmarked(group, left, line_break)
        elif mark.name == "a":
            text = _without_picture_sign(text) + _link(mark, group, written, left, right, line_break)
        elif mark.name == "code":
            text += _code(plain_text(group))
        else:
            inner = _marked(group, (*written, mark), before="*", after="*", line_break=line_break)
            text += _emphasised(mark.name, inner, left, right)
    return text


def _groups(runs: list[Inline], written: Marks) -> Iterator[tuple[Mark | None, list[Inline]]]:
    """Cuts the runs where a mark begins or ends, the mark that reaches furthest first: `_a [b](c) d_`, not
    three pieces.
    """
    start = 0
    while start < len(runs):
        marks = [mark for mark in runs[start].marks if mark not in written]
        # Nothing can be marked inside code, so it comes last.
        outer = [mark for mark in marks if mark.name != "code"] or marks
        mark = max(outer, key=lambda one: _reach(runs, start, one), default=None)
        end = _reach(runs, start, mark) if mark else _next_marked(runs, start, written)
        if mark and mark.name == "code":
            end = _code_alone(runs, start, end, written)
        yield mark, runs[start:end]
        start = end


def _code_alone(runs: list[Inline], start: int, end: int, written: Marks) -> int:
    """Code ends where another mark begins: `a` and a link that says `b` are two."""
    places = range(start + 1, end)
    return next((p for p in places if any(m.name != "code" and m not in written for m in runs[p].marks)), end)


def _reach(runs: list[Inline], start: int, mark: Mark) -> int:
    return next((place for place in range(start, len(runs)) if mark not in runs[place].marks), len(runs))


def _next_marked(runs: list[Inline], start: int, written: Marks) -> int:
    places = range(start, len(runs))
    return next(
        (place for place in places if any(mark not in written for mark in runs[place].marks)), len(runs)
    )


def _first_sign(mark: Mark | None, group: list[Inline]) -> str:
    first = group[0]
    return first.text[0] if mark is None and isinstance(first, Text) else "("


def _unmarked(runs: list[Inline], before: str, line_break: str) -> str:
    text = ""
    for run in runs:
        if isinstance(run, Break):
            text += line_break
        elif isinstance(run, Picture):
            text += picture(run)
        else:
            # After a picture, a brace would be read as its size.
            is_after_picture = run.text.startswith("{") and (text[-1:] or before) in (")", "}")
            text += ("\\" if is_after_picture else "") + escaped(run.text)
    return text


def _emphasised(name: str, inner: str, before: str, after: str) -> str:
    """Markdown's own sign where it is read for sure, at the edges of words; else the tag."""
    sign = _EMPHASIS[name]
    is_read_for_sure = all(
        not next_to or next_to.isspace() or next_to in _PUNCTUATION for next_to in (before, after)
    )
    if is_read_for_sure and sign[0] not in (before, after) and inner == inner.strip():
        return f"{sign}{inner}{sign}"
    return f"<{name}>{inner}</{name}>"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _link(mark: Mark, runs: list[Inline], written: Marks, before: str, after: str, line_break: str) -> str:
    attributes = dict(mark.attributes)
    reference = _reference(attributes, plain_text(runs))
    if (
        reference
        and len(runs) == 1
        and isinstance(runs[0], Text)
        and all(one.name != "code" for one in runs[0].marks)
    ):
        for one in reversed(runs[0].marks):
            if one not in (mark, *written):
                reference = _emphasised(one.name, reference, before, after)
        return reference
    label = _marked(runs, (*written, mark), before="[", after="]", line_break=line_break)
    return f"[{label}]({_target(attributes['href'])})"


def _reference(attributes: dict[str, str], label: str) -> str | None:
    if item := attributes.get("data-item"):
        return f"[[{item}]]" if label == f"#{item}" else f"[[{item}|{escaped(label)}]]"
    if (person := attributes.get("data-person")) and label.startswith("@") and len(label) > 1:
        return f"@[{escaped(label[1:])}](person:{person})"
    return None


def _without_picture_sign(text: str) -> str:
    return text[:-1] + "\\!" if text.endswith("!") else text


def _target(address: str) -> str:
    address = re.sub(r"&(?=[#a-zA-Z])", "&amp;", address)
    return f"<{address}>" if "(" in address or ")" in address else address
