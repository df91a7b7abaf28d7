"""Vectors on the disk of this machine, and the nearest of them: one file an array, mapped by all processes.

search-meaning/current   the name of the live generation, as `generations` has it
search-meaning/v1-…/     items, rows, vectors, lengths, signs, mean, model

All are looked at, each time, of those items that a person may find: nothing else can take a place among the nearest.
Where they are many, the signs of their numbers choose LOOKED_AT of them first (Charikar, Similarity estimation
techniques from rounding algorithms, 2002, with the mean taken off, since all texts of such a model lie in one
direction); what is exact is the order of these. This module brings numpy: import it where it is needed, not before.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.generations import Generations
from lubuk.shared.search.joining import Crowd, Near

VERSION = 1
EXACT = 20_000  # vectors that are compared number by number: some ten milliseconds
LOOKED_AT = 4_000  # of more than that
ASKED = (
    2_000  # vectors, or items, that stand for all when it is asked how near they are, or how many have one
)
HIGHEST = 127  # of a byte with a sign
HALF = 0.5  # of what a text has in common with questions that are far (0059 has what was measured)
SHARPLY = 50.0  # the likest of them count: one that is .02 nearer counts e times as much

type Floats = NDArray[np.float32]
type Ids = NDArray[np.int64]


def packed(vector: array[float]) -> bytes:
    """A byte a number, the largest being 127: as long as it needs to be for directions to stay."""
    numbers = np.frombuffer(vector, np.float32)
    largest = float(np.abs(numbers).max()) or 1.0
    return np.round(numbers * (HIGHEST / largest)).astype(np.int8).tobytes()


@dataclass(frozen=True)
class Opened:
    model: str
    items: Ids
    rows: Ids
    vectors: NDArray[np.int8]
    lengths: Floats
    signs: NDArray[
        np.uint64
    ]  # a row for 64 numbers of all vectors: one after the other they are read in one sweep
    mean: Floats

    def __len__(self) -> int:
        return len(self.items)


class Vectors:
    """The live generation of a folder."""

    def __init__(self, root: Path) -> None:
        self.generations = Generations(root, VERSION)
        self.opened: tuple[Path, Opened] | None = None

    def open(self) -> Opened | None:
        """None while there is none."""
        try:
            folder = self.generations.current()
        except NoIndex:
            return None
        if self.opened is None or self.opened[0] != folder:
            self.opened = (folder, opened(folder))
        return self.opened[1]

    def write(self, model: str, rows: Iterable[tuple[int, int, bytes]], length: int) -> int:
        """A new generation of (item, embedding, packed vector of `length` numbers). Raises Busy. Returns how many."""
        items, numbers, values = array("q"), array("q"), bytearray()
        for item, number, value in rows:
            if len(value) == length:
                items.append(item)
                numbers.append(number)
                values += value
        vectors = np.frombuffer(values, np.int8).reshape(-1, length) if length else np.zeros((0, 0), np.int8)
        with self.generations.building() as folder:
            mean = mean_of(vectors)
            np.save(folder / "items.npy", np.frombuffer(items, np.int64))
            np.save(folder / "rows.npy", np.frombuffer(numbers, np.int64))
            np.save(folder / "vectors.npy", vectors)
            np.save(folder / "lengths.npy", lengths_of(vectors))
            np.save(folder / "signs.npy", signs_of(vectors, mean))
            np.save(folder / "mean.npy", mean)
            (folder / "model").write_text(model)
        return len(items)


def opened(folder: Path) -> Opened:
    names = ("items", "rows", "vectors", "lengths", "signs", "mean")
    arrays = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in names]
    return Opened((folder / "model").read_text(), *arrays)


@dataclass(frozen=True)
class Aim:
    """What is looked for; the likeness of a vector to it is the cosine less what it has in common with `far`."""

    wanted: Floats  # of length 1
    direction: Floats
    level: float


def aimed(query: array[float], far: Sequence[array[float]] = (), background: float = 0.0) -> Aim:
    """`far` are questions that no text here is about, each in one language and then in another.

    Some texts lie near to any question (Radovanović, Hubs in space, 2010): half of how much nearer than `background`
    they lie to those in `far` is taken off, of which those count most that are like this one. And what lies in the
    direction from one language to the other says in which a text is, and nothing else: it is left out (Yang, A simple
    and effective method to eliminate the self language bias, 2021). What is not about it stays near `background`.
    """
    wanted = unit(np.frombuffer(query, np.float32)[None, :])[0]
    if not far:
        return Aim(wanted, wanted, 0.0)
    others = unit(np.array([np.frombuffer(one, np.float32) for one in far]))
    weights = np.exp(SHARPLY * (others @ wanted))
    bent = wanted - HALF * (weights @ others) / weights.sum()
    one, other = others[0::2].mean(axis=0), others[1::2].mean(axis=0)
    language = unit((one - other)[None, :])[0]
    leaning = float(bent @ language)
    between = leaning * float((one + other) @ language) / 2
    return Aim(wanted, bent - leaning * language, HALF * background + between)


def nearest(opened: Opened, aim: Aim, allowed: Sequence[int] | Ids, limit: int) -> tuple[list[Near], Crowd]:
    """The nearest items among `allowed`, at most `limit`, the nearest first; and how near all of them are."""
    ids = np.asarray(allowed, np.int64)
    there = np.isin(opened.items, ids)
    places = np.flatnonzero(there)
    if not len(places) or aim.wanted.shape[0] != opened.vectors.shape[1]:
        return [], Crowd(0.0, 0.0)
    some = likenesses(opened, aim, places[:: 1 + len(places) // ASKED])
    if len(places) > EXACT:
        places = likeliest(opened, aim.wanted, places)
    scores = likenesses(opened, aim, places)
    order = np.argsort(-scores, kind="stable")
    _items, first = np.unique(opened.items[places[order]], return_index=True)
    best = order[np.sort(first)[:limit]]
    near = [
        Near(int(opened.items[place]), int(opened.rows[place]), float(score))
        for place, score in zip(places[best], scores[best], strict=True)
    ]
    return near, Crowd(float(some.mean()), float(some.std()), learned_of(opened, ids))


def nearest_to_item(opened: Opened, item: int, limit: int) -> list[Near]:
    """The items whose texts lie in nearly the same direction as this one's, the nearest first; not the item itself.

    All texts of such a model lie in one direction, so likeness is measured from the mean of all: about 0 for texts that
    have no more in common than any two, 1 for the same. `row` is the embedding of the part that is nearest.
    """
    if item not in opened.items:
        return []
    middle = middle_of(opened, item)
    aim = aimed(array("f", middle.tobytes()))
    found, _crowd = nearest(opened, aim, np.unique(opened.items), 2 * limit)
    others = [one for one in found if one.id != item]
    direction = middle - opened.mean
    scored = [
        Near(one.id, one.row, alike(direction, middle_of(opened, one.id) - opened.mean)) for one in others
    ]
    return sorted(scored, key=lambda one: -one.likeness)[:limit]


def middle_of(opened: Opened, item: int) -> Floats:
    return np.asarray(unit(opened.vectors[opened.items == item].astype(np.float32)).mean(axis=0), np.float32)


def alike(left: Floats, right: Floats) -> float:
    return float(left @ right / max(float(np.linalg.norm(left) * np.linalg.norm(right)), 1e-9))


def learned_of(opened: Opened, ids: Ids) -> float:
    """The part of these items that have a vector; of very many it is asked of some."""
    return float(np.isin(ids[:: 1 + len(ids) // ASKED], opened.items).mean())


def likeliest(opened: Opened, wanted: Floats, places: Ids) -> Ids:
    """Those LOOKED_AT, and as many as are no worse than the last of them, that share the most signs with it."""
    mine = signs_of(wanted[None, :], opened.mean)[:, 0]
    differ = np.zeros(len(opened), np.uint16)
    for row, word in zip(opened.signs, mine, strict=True):
        differ += np.bitwise_count(row ^ word)
    differ = differ[places]
    most = int(np.searchsorted(np.bincount(differ).cumsum(), LOOKED_AT))
    return places[differ <= most]


def likenesses(opened: Opened, aim: Aim, places: Ids) -> Floats:
    """Of the vectors at these places, as `aimed` has it: without questions that are far, the cosines."""
    sums = opened.vectors[places].astype(np.float32) @ aim.direction
    return np.asarray(sums / np.maximum(opened.lengths[places], 1e-9) + aim.level, np.float32)


SLICE = 50_000  # vectors at once, while a generation is written


def slices(vectors: NDArray[Any]) -> Iterator[Floats]:
    for start in range(0, len(vectors), SLICE):
        yield vectors[start : start + SLICE].astype(np.float32)


def lengths_of(vectors: NDArray[np.int8]) -> Floats:
    return joined([np.linalg.norm(some, axis=1) for some in slices(vectors)])


def mean_of(vectors: NDArray[np.int8]) -> Floats:
    sums = [unit(some).sum(axis=0, dtype=np.float64) for some in slices(vectors)]
    total = np.sum(sums, axis=0) if sums else np.zeros(vectors.shape[1])
    return np.asarray(total / max(len(vectors), 1), np.float32)


def signs_of(vectors: NDArray[Any], mean: Floats) -> NDArray[np.uint64]:
    """A bit a number: whether it is above the mean."""
    bits = -len(mean) % 64
    some = [np.pad(unit(part) > mean, ((0, 0), (0, bits))) for part in slices(vectors)]
    packed_ones = [np.packbits(part, axis=1).view(np.uint64).T for part in some]
    if not packed_ones:
        return np.zeros(((len(mean) + bits) // 64, 0), np.uint64)
    return np.ascontiguousarray(np.concatenate(packed_ones, axis=1))


def joined(parts: list[NDArray[Any]]) -> Floats:
    return np.concatenate(parts).astype(np.float32) if parts else np.zeros(0, np.float32)


def unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)
