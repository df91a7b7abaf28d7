"""A search by words becomes one by words and meaning: what means nearly the same is lifted, or found as well.

Quietly by words alone where there are no vectors, no model, or nothing that has a meaning to ask for. What may be seen
and what was chosen comes first: among those items the nearest are looked for, so that nothing else takes their places.
"""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lubuk.shared.search.embedding import Embedder, NoEmbedding
from lubuk.shared.search.engine import Engine, Order, Search
from lubuk.shared.search.joining import lifts, standing_out
from lubuk.shared.search.live import embedder, vectors_now
from lubuk.shared.search.live import vectors as live_vectors

if TYPE_CHECKING:
    from lubuk.shared.search.vectors import Opened

log = logging.getLogger(__name__)

NEAREST = 200  # items that are lifted: what is further away is left to its words
A_WORD = re.compile(r"[^\W\d_]{3,}")  # numbers and codes mean nothing to a model


@dataclass(frozen=True)
class Widened:
    """`rows` has for each near item the embedding of its nearest part; `portions.parts_near` finds the part."""

    search: Search
    rows: Mapping[int, int] = field(default_factory=dict)


def with_meaning(engine: Engine, search: Search) -> Widened:
    """Raises NoIndex as the engine does, and nothing else."""
    model = embedder()
    if model is None or not vectors_now() or not A_WORD.search(search.words):
        return Widened(search)
    opened = live_vectors().open()
    if opened is None or opened.model != model.model:
        return Widened(search)
    try:
        return widened(engine, search, model, opened)
    except NoEmbedding as trouble:
        log.info("Searching by words alone: %s", trouble)
        return Widened(search)


def widened(engine: Engine, search: Search, model: Embedder, opened: Opened) -> Widened:
    vectors = importlib.import_module("lubuk.shared.search.vectors")  # numpy, here and not before
    query = model.query(" ".join([search.words, *search.phrases]))
    aim = vectors.aimed(query, model.far, model.background)
    seen = engine.allowed(Search(audience=search.audience, today=search.today))
    chosen = engine.allowed(search) if is_narrowed(search) else seen
    # What is found by meaning alone doesn't hang on what was chosen beside the results, or the counts there would lie.
    near, crowd = vectors.nearest(opened, aim, seen, NEAREST)
    alone = standing_out(near, crowd, model.background)
    if chosen is not seen:
        near, _crowd = vectors.nearest(opened, aim, chosen, NEAREST)
    first = engine.search(replace(search, order=Order.BEST, offset=0, limit=1))
    best = first.hits[0].score if first.hits else 0.0
    wider = replace(search, lifts=lifts(near, best, crowd.learned), also=alone, corrections=first.corrections)
    return Widened(wider, {one.id: one.row for one in near})


def is_narrowed(search: Search) -> bool:
    """Whether anything but rights and words says what may be found."""
    words_alone = Search(
        audience=search.audience, today=search.today, words=search.words, synonyms=search.synonyms,
        corrections=search.corrections, order=search.order, offset=search.offset, limit=search.limit,
    )  # fmt: skip
    return search != words_alone
