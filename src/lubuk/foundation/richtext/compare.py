"""Shows what changed between two texts: block by block, then word by word inside the blocks that pair up.

The result is for one page and is never stored: it has <ins> and <del>, and classes `added` and `removed` on
whole blocks. Like any stored text it goes through `display.prepare`, which withholds items that the reader
may not see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lubuk.foundation.richtext.building import built
from lubuk.foundation.richtext.comparing_words import (
    Budget,
    changed_inline,
    changed_lines,
    changed_text,
    marked_inline,
)
from lubuk.foundation.richtext.tree import Block, Text, open_tag, plain_text, written

ALIKE = 0.35  # share of words two blocks must have in common to be shown as one block that changed
AHEAD = 8  # blocks looked at for a pair; looking at all of them would square the time

Step = tuple[Block | None, Block | None]


def compare(old_html: str, new_html: str) -> str:
    """The new text with insertions and, in their old places, deletions."""
    comparison = Comparison(Budget())
    return "".join(comparison.blocks(built(old_html).children, built(new_html).children))


def compare_text(old: str, new: str) -> str:
    """The same for a plain field, as escaped HTML."""
    return changed_text(old, new, Budget())


@dataclass(frozen=True)
class Comparison:
    """One comparison, with the work it may still do."""

    budget: Budget

    def blocks(self, old: list[Block], new: list[Block]) -> Iterator[str]:
        for before, after in self._steps(old, new):
            if before is None and after is not None:
                yield _whole(after, "ins")
            elif after is None and before is not None:
                yield _whole(before, "del")
            elif before is not None and after is not None:
                yield written(after) if before == after else self._block(before, after)

    def _block(self, before: Block, after: Block) -> str:
        """Two blocks of one name that differ."""
        if after.name == "pre":
            inner = (
                f"<code>{changed_lines(plain_text(before.runs), plain_text(after.runs), self.budget)}</code>"
            )
        else:
            inner = changed_inline(before.runs, after.runs, self.budget)
            inner += "".join(self.blocks(before.children, after.children))
        return f"{open_tag(after.name, after.attributes.items())}{inner}</{after.name}>"

    def _steps(self, old: list[Block], new: list[Block]) -> Iterator[Step]:
        """Pairs in reading order; a block alone was removed or added."""
        for tag, old_part, new_part in _stretches(old, new, self.budget):
            if tag == "equal":
                yield from zip(old_part, new_part, strict=True)
            else:
                yield from self._paired(old_part, new_part)

    def _paired(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[Step]:
        """Pairs each new block with the first likely old one soon after the last paired."""
        at = 0
        for block in new:
            ahead = range(at, min(at + AHEAD, len(old)))
            place = next((place for place in ahead if self._are_alike(old[place], block)), None)
            if place is None:
                yield None, block
                continue
            yield from ((one, None) for one in old[at:place])
            yield old[place], block
            at = place + 1
        yield from ((one, None) for one in old[at:])

    def _are_alike(self, old: Block, new: Block) -> bool:
        if old.name != new.name or old.name == "hr":
            return False
        if old.name in ("thead", "tbody", "figure"):
            return True
        if old.name in ("td", "th"):
            return True  # a cell whose one number changed shares no word with itself
        old_words, new_words = _words(old), _words(new)
        if not self.budget.allows(len(old_words) + len(new_words)):
            return False
        return len(old_words & new_words) >= max(1, ALIKE * min(len(old_words), len(new_words)))


def _words(block: Block) -> set[str]:
    words = set(plain_text(block.runs).split())
    for child in block.children:
        words |= _words(child)
    return words


def _stretches(
    old: list[Block], new: list[Block], budget: Budget
) -> Iterable[tuple[str, Sequence[Block], Sequence[Block]]]:
    """Runs of equal and of different blocks. Past the budget the middle counts as different throughout."""
    old_keys, new_keys = [written(block) for block in old], [written(block) for block in new]
    head = _shared_start(old_keys, new_keys)
    tail = _shared_start(old_keys[head:][::-1], new_keys[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    yield "equal", old[:head], new[:head]
    if budget.allows((old_end - head) * (new_end - head)):
        matcher = SequenceMatcher(None, old_keys[head:old_end], new_keys[head:new_end])
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag, old[head + i1 : head + i2], new[head + j1 : head + j2]
    else:
        yield "replace", old[head:old_end], new[head:new_end]
    yield "equal", old[old_end:], new[new_end:]


def _shared_start(old: Sequence[str], new: Sequence[str]) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _whole(block: Block, tag: str) -> str:
    """A block that only one of the texts has; the marks stand inside, where HTML allows them in lists and
    tables.
    """
    state = "added" if tag == "ins" else "removed"
    if block.name == "hr":
        return f"<{tag}><hr></{tag}>"
    if block.name == "pre":
        inner = f"<code>{marked_inline([Text(plain_text(block.runs))], tag)}</code>"
    else:
        inner = marked_inline(block.runs, tag) + "".join(_whole(child, tag) for child in block.children)
    return f"{open_tag(block.name, [*block.attributes.items(), ('class', state)])}{inner}</{block.name}>"
