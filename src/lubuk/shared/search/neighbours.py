"""Items near a text: for pages that offer what is like it, and for suggestions made while somebody writes.

`like` asks the index for the same words, `like_in_meaning` the vectors for the same meaning. What was published in the
last second may not be known yet; of published items only.
"""

from __future__ import annotations

import importlib

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.shared.search.analysis import language_of
from lubuk.shared.search.audience import tokens_of_reader
from lubuk.shared.search.engine import Like, Near
from lubuk.shared.search.live import embedder, engine, vectors, vectors_now
from lubuk.ui.keeping import Kept

CLOSE = 0.35  # of likeness as `vectors.nearest_to_item` has it: of the sample's pages some two a page
MOST_KEPT = 2_000  # items

kept = Kept[tuple[int, ...]](MOST_KEPT)


def like(
    text: str, reader: Reader, limit: int = 10, *, title: str = "", language: str = "", but: int = 0
) -> list[Near]:
    """Ids of the items most like the text that the reader may see, the nearest first, with scores from 0 to 1.

    `title` counts for more than `text`, and either may be empty. `language` is a code such as "id"; without it
    the words are taken as of every language. `but` is an item to leave out: the one that the text is of.
    About 0.5 and more is nearly the same text, below 0.1 they share a few words.
    Raises NoIndex while the first index is still being built.
    """
    asked = Like(
        audience=tokens_of_reader(standing(reader)),
        text=text,
        title=title,
        language=language_of(language) if language else None,
        limit=limit + bool(but),
    )
    found = [near for near in engine().like(asked) if near.id != but]
    seen = set(
        Item.objects.visible_to(reader)
        .filter(pk__in=[near.id for near in found])
        .values_list("pk", flat=True)
    )
    return [near for near in found if near.id in seen][:limit]


def like_in_meaning(item_id: int, limit: int) -> tuple[int, ...]:
    """Ids of the items that are about nearly the same, whoever may see them, the nearest first.

    Nothing while no vectors are there, or only of another model. Looked for once for each generation of vectors.
    """
    model, now = embedder(), vectors_now()
    if model is None or not now:
        return ()
    key = (str(vectors().generations.root), now, item_id, limit)
    found = kept.get(key)
    if found is None:
        opened = vectors().open()
        nearest = importlib.import_module("lubuk.shared.search.vectors").nearest_to_item
        near = nearest(opened, item_id, limit) if opened and opened.model == model.model else []
        found = tuple(one.id for one in near if one.likeness >= CLOSE)
        kept.keep(key, found)
    return found
