"""Search measured: how good on judged collections (`run`), how fast on many items (`run_items`)."""

import json
import math
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import mean, quantiles
from typing import Any

from lubuk.shared.search.embedding import Bundled, Embedder
from lubuk.shared.search.engine import Document, Engine, Search
from lubuk.shared.search.nearness import widened
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.vectors import Opened, Vectors, aimed, nearest
from lubuk.site.bench.meaning import embed, kept, opened

AUDIENCE = frozenset({"public"})
DEEP, SHOWN = 100, 10  # recall is measured at DEEP results, latency at what a page shows
LEXICAL, MEANING, HYBRID = MODES = ("lexical", "meaning", "hybrid")
FILES = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")

type Asks = Callable[[str, int], list[int]]  # a text and how many results -> documents, the best first
type Judged = dict[str, dict[str, float]]  # query -> document -> how relevant


@dataclass(frozen=True)
class Latency:
    """Milliseconds."""

    median: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Quality:
    collection: str
    mode: str
    documents: int
    queries: int
    ndcg_at_10: float
    recall_at_100: float
    indexed_in_seconds: float
    latency_ms: Latency


@dataclass(frozen=True)
class Load:
    items: int
    callers: int
    facets: bool
    searches: int
    a_second: float
    commits_meanwhile: int
    latency_ms: Latency


def run(collection: Path, mode: str, as_json: bool, cache: Path) -> int:
    """Print how well one collection's queries are answered. 2 when it can't be measured."""
    if why := refusal(collection, mode):
        sys.stderr.write(why + "\n")
        return 2
    tell(asdict(measure(collection, mode, cache)), as_json)
    return 0


def refusal(collection: Path, mode: str) -> str:
    missing = [name for name in FILES if not (collection / name).exists()]
    if missing:
        return f"{collection} has no {', '.join(missing)}. A collection is a folder with {', '.join(FILES)}."
    return "" if mode in MODES else f"Mode {mode!r} can't be measured. Choose from {', '.join(MODES)}."


def measure(collection: Path, mode: str, cache: Path) -> Quality:
    """`cache` is the folder where vectors are kept for the next time."""
    rows = list(lines(collection / "corpus.jsonl"))
    judged = judgements(collection / "qrels.tsv")
    queries = [row for row in lines(collection / "queries.jsonl") if row["id"] in judged]
    documents = [document(number, row) for number, row in enumerate(rows)]
    with tempfile.TemporaryDirectory() as folder:
        engine = TantivyEngine(Path(folder) / "search")
        begun = time.perf_counter()
        engine.rebuild(iter(documents), position="0", progress=quiet)
        indexed = time.perf_counter() - begun
        asks = asking(mode, engine, documents, Path(folder) / "search-meaning", cache)
        names = [row["id"] for row in rows]
        answers = {row["id"]: [names[hit] for hit in asks(row["text"], DEEP)] for row in queries}
        spans = [timed(partial(asks, row["text"], SHOWN)) for row in queries]
    return Quality(
        collection=collection.name,
        mode=mode,
        documents=len(rows),
        queries=len(queries),
        ndcg_at_10=round(mean(ndcg(answers[query], judged[query]) for query in answers), 4),
        recall_at_100=round(mean(recall(answers[query], judged[query]) for query in answers), 4),
        indexed_in_seconds=round(indexed, 2),
        latency_ms=latency(spans),
    )


def asking(mode: str, engine: Engine, documents: list[Document], folder: Path, cache: Path) -> Asks:
    """How a query is answered in this mode, with the product's own functions."""
    if mode == LEXICAL:
        return partial(ask, engine)
    model, store = kept(Bundled(), cache), Vectors(folder)
    embed(documents, model, store, partial(tell_progress, len(documents)))
    return partial(ask_by_meaning if mode == MEANING else ask_by_both, engine, model, opened(store))


def document(number: int, row: dict[str, str]) -> Document:
    return Document(
        id=number,
        title=row["title"],
        body=row["text"],
        language=row.get("lang", ""),
        audience=AUDIENCE,
        changed=date(2026, 1, 1),
    )


def ask(engine: Engine, text: str, limit: int) -> list[int]:
    found = engine.search(Search(audience=AUDIENCE, today=date(2026, 1, 1), words=text, limit=limit))
    return [hit.id for hit in found.hits]


def ask_by_both(engine: Engine, model: Embedder, vectors: Opened, text: str, limit: int) -> list[int]:
    search = Search(audience=AUDIENCE, today=date(2026, 1, 1), words=text, limit=limit)
    found = engine.search(widened(engine, search, model, vectors).search)
    return [hit.id for hit in found.hits]


def ask_by_meaning(engine: Engine, model: Embedder, vectors: Opened, text: str, limit: int) -> list[int]:
    allowed = engine.allowed(Search(audience=AUDIENCE, today=date(2026, 1, 1)))
    near, _crowd = nearest(vectors, aimed(model.query(text), model.far, model.background), allowed, limit)
    return [one.id for one in near]


def ndcg(answer: list[str], relevant: dict[str, float], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with linear gain (Järvelin and Kekäläinen 2002)."""
    best = gain(sorted(relevant.values(), reverse=True)[:depth])
    return gain([relevant.get(name, 0.0) for name in answer[:depth]]) / best if best else 0.0


def gain(grades: list[float]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def recall(answer: list[str], relevant: dict[str, float]) -> float:
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(answer)) / len(wanted) if wanted else 0.0


def lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open() as file:
        yield from map(json.loads, file)


def judgements(path: Path) -> Judged:
    judged: Judged = {}
    for line in path.read_text().splitlines()[1:]:
        query, name, grade = line.split("\t")
        judged.setdefault(query, {})[name] = float(grade)
    return judged


# Many items


def run_items(items: int, as_json: bool, seconds: float = 3.0) -> int:
    """Print latencies at 1, 2 and 4 callers, with and without facets, while items are being written."""
    with tempfile.TemporaryDirectory() as folder:
        engine = TantivyEngine(Path(folder))
        engine.rebuild(map(made_up, range(items)), position="0", progress=quiet)
        for callers in (1, 2, 4):
            for facets in (False, True):
                tell(asdict(load(engine, items, callers, facets=facets, seconds=seconds)), as_json)
    return 0


def load(engine: Engine, items: int, callers: int, *, facets: bool, seconds: float) -> Load:
    stop, commits, spans = threading.Event(), [0], list[float]()
    writer = threading.Thread(target=write_on, args=(engine, items, stop, commits))
    given = [(engine, seed, facets, stop, spans) for seed in range(callers)]
    readers = [threading.Thread(target=search_on, args=one) for one in given]
    for thread in (writer, *readers):
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in (writer, *readers):
        thread.join()
    return Load(items, callers, facets, len(spans), round(len(spans) / seconds), commits[0], latency(spans))


def write_on(engine: Engine, items: int, stop: threading.Event, commits: list[int]) -> None:
    chance = Random(1)  # noqa: S311 - made-up reading and writing
    while not stop.wait(0.2):
        engine.index([made_up(chance.randrange(items))], position=str(commits[0]))
        commits[0] += 1


def search_on(engine: Engine, seed: int, facets: bool, stop: threading.Event, spans: list[float]) -> None:
    chance = Random(seed)  # noqa: S311 - as above
    while not stop.is_set():
        words = " ".join(word_by_rank(chance) for _ in range(3))
        search = Search(audience=AUDIENCE, today=date(2026, 1, 1), words=words)
        spans.append(timed(partial(look, engine, search, facets)))


def look(engine: Engine, search: Search, facets: bool) -> None:
    engine.search(search)
    if facets:
        engine.facets(search)


def made_up(number: int) -> Document:
    """An item of 150 made-up words whose frequencies fall as in real text (Zipf)."""
    chance = Random(number)  # noqa: S311 - as above
    body = " ".join(word_by_rank(chance) for _ in range(150))
    return Document(
        id=number,
        title=" ".join(word_by_rank(chance) for _ in range(6)),
        body=body,
        language="en" if number % 2 else "id",
        kind=f"kind-{number % 8}",
        units=("1", str(2 + number % 40)),
        subjects=(str(number % 60),),
        audience=AUDIENCE if chance.random() < 0.7 else frozenset({f"unit:{number % 40}"}),
        endorsed=number % 3 == 0,
        check_by=date(2025, 6, 1) + timedelta(days=number % 700),
        changed=date(2020, 1, 1) + timedelta(days=number % 2_000),
    )


SYLLABLES = [consonant + vowel for consonant in "bdgjklmnprst" for vowel in "aeiou"]


def word_by_rank(chance: Random) -> str:
    """Log-uniform ranks: a word is as frequent as one over its rank. The first hundred are stop words."""
    rank, word = int(100 * 500 ** chance.random()), ""
    while rank:
        rank, syllable = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word


# Telling


def timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1_000


def latency(spans: list[float]) -> Latency:
    cuts = quantiles(spans, n=100)
    return Latency(round(cuts[49], 2), round(cuts[94], 2), round(cuts[98], 2))


def tell(measured: dict[str, Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(measured) + "\n")
        return
    rows = [f"{name.replace('_', ' '):<20} {value}\n" for name, value in measured.items()]
    sys.stdout.write("".join(rows) + "\n")


def tell_progress(of: int, done: int) -> None:
    if done % 100 == 0:
        sys.stderr.write(f"{done} of {of} embedded\r")


def quiet(done: int) -> None:
    """The progress of a bench is its result."""
