"""What looks like a text, among what its reader may see. The index names candidates, `measuring` judges them."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.shared.likeness.measuring import (
    ALIKE_TITLES,
    FEWEST_SHINGLES,
    SAME,
    resemblance,
    shingles,
    titles_alike,
)
from lubuk.shared.likeness.texts import published_texts
from lubuk.shared.search.analysis import language_of
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.neighbours import like

CANDIDATES = 20  # titles are judged by themselves, and the index ranks by whole texts
MOST_TITLES = 5  # a writer looks at a handful
LIKELIEST = 5  # texts that are read to be compared; the twin is the first or the second


def titled_like(title: str, reader: Reader, *, but: int = 0) -> list[Item]:
    """Published items with nearly this title, at most five, the likeliest first; [] while there is no index.

    In whatever language: a form that stands on Indonesian may hold an English title.
    """
    try:
        near = like("", reader, CANDIDATES, title=title, but=but)
    except NoIndex:
        return []
    items = Item.objects.visible_to(reader).select_related("unit").in_bulk([one.id for one in near])
    scored = [
        (
            titles_alike(title, items[one.id].title, language_of(items[one.id].language)),
            one.score,
            items[one.id],
        )
        for one in near
        if one.id in items
    ]
    best = sorted((row for row in scored if row[0] >= ALIKE_TITLES), key=lambda row: (-row[0], -row[1]))
    return [item for _alike, _near, item in best[:MOST_TITLES]]


@dataclass(frozen=True)
class Twin:
    """An item whose text is nearly the same; `score` as `measuring.resemblance`."""

    item_id: int
    score: float


def twin_of(title: str, text: str, reader: Reader, *, language: str = "", but: int = 0) -> Twin | None:
    """The published item that says nearly the same as this text, if there is one. Raises NoIndex."""
    words = f"{title}\n{text}"
    if len(shingles(words, language_of(language))) < FEWEST_SHINGLES:
        return None
    near = like(text, reader, LIKELIEST, title=title, language=language, but=but)
    return nearest(words, [one.id for one in near])


def nearest(words: str, item_ids: list[int]) -> Twin | None:
    """Compared in the language of the other: a twin has the same one."""
    twins = [
        Twin(other.item_id, resemblance(shingles(words, other.language), other.shingles))
        for other in published_texts(item_ids)
    ]
    best = max(twins, key=lambda twin: twin.score, default=None)
    return best if best and best.score >= SAME else None
