"""Compares the words of two lines of text. Which lines belong together is known by `compare`."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from lubuk.foundation.richtext.tree import Break, Inline, Picture, Text, written_inline

# Pairs of words or blocks in one comparison: some seconds at worst. difflib's own rule against frequent words
# stays on: without it, a text of one word repeated takes cubic time.
WORK = 2_000_000
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_GLUE = 3  # letters: a shorter equal stretch between two changes is noise to the eye

Opcode = tuple[str, int, int, int, int]


class Budget:
    """The work that a comparison may still do; what no longer fits is shown as replaced."""

    def __init__(self) -> None:
        self._left = WORK

    def allows(self, work: int) -> bool:
        if work > self._left:
            return False
        self._left -= work
        return True


class Piece(NamedTuple):
    """`key` says what must be the same; the white space after a word may differ."""

    key: tuple[object, ...]
    run: Inline


def changed_inline(old: list[Inline], new: list[Inline], budget: Budget) -> str:
    return _changed(_pieces(old, _WORD), _pieces(new, _WORD), budget)


def changed_text(old: str, new: str, budget: Budget) -> str:
    return changed_inline([Text(old)], [Text(new)], budget)


def changed_lines(old: str, new: str, budget: Budget) -> str:
    return _changed(_pieces([Text(old)], _LINE), _pieces([Text(new)], _LINE), budget)


def marked_inline(runs: Sequence[Inline], tag: str) -> str:
    return f"<{tag}>{written_inline(runs)}</{tag}>" if runs else ""


def _pieces(runs: list[Inline], pattern: re.Pattern[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for run in runs:
        match run:
            case Text(text, marks):
                pieces += [
                    Piece((word.rstrip(" "), marks), Text(word, marks)) for word in pattern.findall(text)
                ]
            case Picture(attributes, marks):
                pieces.append(Piece(("picture", attributes, marks), run))
            case Break():
                pieces.append(Piece(("break",), run))
    return pieces


def _changed(old: list[Piece], new: list[Piece], budget: Budget) -> str:
    text = ""
    for tag, i1, i2, j1, j2 in _opcodes(old, new, budget):
        if tag == "equal":
            text += _written(new[j1:j2])
        else:
            text += marked_inline(_runs(old[i1:i2]), "del") + marked_inline(_runs(new[j1:j2]), "ins")
    return text


def _opcodes(old: list[Piece], new: list[Piece], budget: Budget) -> list[Opcode]:
    if not budget.allows(len(old) * len(new)):
        return [("replace", 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new])
    return _without_noise(matcher.get_opcodes(), new)


def _without_noise(opcodes: Sequence[Opcode], new: list[Piece]) -> list[Opcode]:
    """Joins changes that only a comma or "a" keeps apart, so that a rewritten phrase reads as one."""
    joined: list[Opcode] = []
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        is_between = 0 < place < len(opcodes) - 1
        is_noise = tag == "equal" and is_between and sum(len(_key_text(one)) for one in new[j1:j2]) < _GLUE
        if joined and joined[-1][0] == "replace" and (tag != "equal" or is_noise):
            joined[-1] = ("replace", joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append(("equal" if tag == "equal" else "replace", i1, i2, j1, j2))
    return joined


def _key_text(piece: Piece) -> str:
    # A picture or a line break is never noise.
    return str(piece.key[0]) if isinstance(piece.run, Text) else "picture"


def _runs(pieces: list[Piece]) -> list[Inline]:
    return [piece.run for piece in pieces]


def _written(pieces: list[Piece]) -> str:
    return written_inline(_runs(pieces))
