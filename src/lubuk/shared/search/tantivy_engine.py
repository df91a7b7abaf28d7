"""The engine on Tantivy: BM25 in the process, an index in a folder, one writing process, many readers.

The position (how far the outbox has been followed) is a document of the index itself, so it is committed with
the documents it speaks of, or not at all. A reader looks at the clock of one small file before each search,
and reopens when another process has committed; that costs some microseconds.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import tantivy
from tantivy import Query

from lubuk.shared.search import spelling, tantivy_facets, tantivy_schema
from lubuk.shared.search.analysis import Token, language_of, words
from lubuk.shared.search.engine import (
    Busy,
    Document,
    Explanation,
    Facets,
    Found,
    Hit,
    Like,
    Near,
    Order,
    Progress,
    Search,
    Suggestion,
)
from lubuk.shared.search.generations import Generations
from lubuk.shared.search.passages import Wanted, passage
from lubuk.shared.search.tantivy_explain import explain
from lubuk.shared.search.tantivy_like import near
from lubuk.shared.search.tantivy_query import QueryBuilder, Word, every
from lubuk.shared.search.tantivy_schema import POSITION_KEY, entry, id_of, position_entry, stored
from lubuk.shared.search.tantivy_suggest import suggestions

NUDGED = 200  # so many of the best are looked at again; further down nobody reads for trust
ENDORSED, OVERDUE = 1.15, 0.85  # small: a better match by words still wins

FOLLOW_MEMORY, REBUILD_MEMORY = 20_000_000, 120_000_000  # bytes of the writer; Tantivy wants at least 15 MB
COMMIT_EVERY = 20_000  # documents of a rebuild
TOLD_EVERY = 200  # documents between two calls of progress
LIKE_THE_WORD = 40  # texts that are read to correct a word

REASONS = {ENDORSED: "endorsed", OVERDUE: "overdue"}


@dataclass(frozen=True, slots=True)
class Opened:
    folder: Path
    seen: tuple[int, int]
    index: tantivy.Index


class TantivyEngine:
    def __init__(self, folder: Path) -> None:
        self.generations = Generations(folder, tantivy_schema.VERSION)
        self.opened: Opened | None = None
        self.writing: tuple[Path, tantivy.IndexWriter] | None = None

    @cached_property
    def schema(self) -> tantivy.Schema:
        return tantivy_schema.build()

    # Writing

    def index(self, documents: Iterable[Document], *, gone: Iterable[int] = (), position: str) -> None:
        writer = self.writer()
        try:
            for item_id in gone:
                writer.delete_documents_by_term("id", item_id)
            for document in documents:
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(entry(document))
            commit(writer, position)
        except BaseException:
            self.writing = None  # what isn't committed goes with the writer, and its lock is free again
            raise

    def writer(self) -> tantivy.IndexWriter:
        """The writer of the live generation; a rebuild may have put another one in its place."""
        folder = self.generations.current()
        if self.writing is None or self.writing[0] != folder:
            self.writing = None
            self.writing = (folder, open_writer(tantivy.Index(self.schema, str(folder)), FOLLOW_MEMORY))
        return self.writing[1]

    def position(self) -> str:
        searcher = self.searcher()
        found = searcher.search(Query.term_query(self.schema, "key", POSITION_KEY, "basic"), 1)
        return stored(searcher.doc(found.hits[0][1]), "position")

    def rebuild(self, documents: Iterable[Document], *, position: str, progress: Progress) -> None:
        with self.generations.building() as folder:
            writer = open_writer(tantivy.Index(self.schema, str(folder)), REBUILD_MEMORY)
            done = 0
            for done, document in enumerate(documents, 1):
                writer.add_document(entry(document))
                if done % COMMIT_EVERY == 0:
                    writer.commit()
                if done % TOLD_EVERY == 0:
                    progress(done)
            commit(writer, position)
            writer.wait_merging_threads()
            progress(done)

    # Reading

    def searcher(self) -> tantivy.Searcher:
        folder = self.generations.current()
        clock = (folder / "meta.json").stat()
        seen = (clock.st_ino, clock.st_mtime_ns)
        opened = self.opened
        if opened is None or opened.folder != folder:
            index = tantivy.Index(self.schema, str(folder))
            index.config_reader("manual")
            index.reload()
            self.opened = opened = Opened(folder, seen, index)
        elif opened.seen != seen:
            opened.index.reload()
            self.opened = replace(opened, seen=seen)
        return opened.index.searcher()

    def count(self) -> int:
        return self.searcher().num_docs - 1  # the position

    def search(self, search: Search) -> Found:
        searcher, builder = self.searcher(), QueryBuilder(self.schema, search)
        found = self.look(searcher, builder)
        corrections = {} if search.corrections else self.corrections(searcher, builder, found)
        if not corrections:
            return replace(found.result(), corrections=search.corrections)
        again = self.look(searcher, QueryBuilder(self.schema, replace(search, corrections=corrections)))
        return replace(again.result(), corrections=corrections)

    def look(self, searcher: tantivy.Searcher, builder: QueryBuilder) -> "Looked":
        search, query = builder.search, builder.lifted()
        if search.order is Order.NEWEST or not (builder.words or search.phrases):
            result = searcher.search(query, search.limit, offset=search.offset, order_by_field="changed")
            page = [(0.0, address, 1.0) for _, address in result.hits]
        elif search.offset + search.limit > NUDGED:
            result = searcher.search(query, search.limit, offset=search.offset)
            page = [(score, address, 1.0) for score, address in result.hits]
        else:
            result = searcher.search(query, NUDGED)
            nudged = self.nudge(searcher, result.hits, search)
            page = nudged[search.offset : search.offset + search.limit]
        return Looked(searcher, page, builder.wanted(), how_many(result))

    def nudge(
        self, searcher: tantivy.Searcher, hits: list[tuple[float, tantivy.DocAddress]], search: Search
    ) -> list[tuple[float, tantivy.DocAddress, float]]:
        """Endorsed and checked up, overdue down; equals stay in Tantivy's order."""
        addresses = [address for _, address in hits]
        endorsed = searcher.fast_field_values("endorsed_until", addresses)
        check_by = searcher.fast_field_values("check_by", addresses)
        today = search.today.toordinal()
        nudged = []
        for (score, address), until, check in zip(hits, endorsed, check_by, strict=True):
            factor = OVERDUE if (check or 0) < today else ENDORSED if (until or 0) >= today else 1.0
            nudged.append((score * factor, address, factor))
        return sorted(nudged, key=lambda hit: -hit[0])

    # Spelling

    def corrections(
        self, searcher: tantivy.Searcher, builder: QueryBuilder, looked: "Looked"
    ) -> dict[str, str]:
        """The words that no text of this person holds, each with the nearest word that one does hold.

        A word that only stands in texts they may not see counts as unknown: whether it is corrected must not
        tell them that it is there.
        """
        unseen = [
            word
            for place, word in enumerate(builder.words)
            if not (looked.has(word) or builder.has_translation(place))
        ]
        missing = [word for word in unseen if self.is_unknown(searcher, builder, word)]
        meant = {word.folded: self.meant(searcher, builder, word.folded) for word in missing}
        return {word: other for word, other in meant.items() if other}

    def is_unknown(self, searcher: tantivy.Searcher, builder: QueryBuilder, word: Word) -> bool:
        return not how_many(searcher.search(every([builder.audience(), builder.word(word)]), 1))

    def meant(self, searcher: tantivy.Searcher, builder: QueryBuilder, word: str) -> str:
        distance = spelling.mistakes_forgiven(word)
        if not distance:
            return ""
        like = Query.fuzzy_term_query(self.schema, "exact", word, distance)
        hits = searcher.search(every([builder.audience(), like]), LIKE_THE_WORD, count=False).hits
        rows = [searcher.doc(address) for _, address in hits]
        return spelling.nearest(word, (words(" ".join(texts_of(row))) for row in rows))

    # Facets, suggestions

    def facets(self, search: Search) -> Facets:
        return tantivy_facets.count(self.searcher(), self.schema, search)

    def allowed(self, search: Search) -> list[int]:
        searcher = self.searcher()
        bounds = Query.boolean_query(QueryBuilder(self.schema, search).bounds())
        return self.ids_of(searcher, bounds, max(searcher.num_docs, 1))

    def matching(self, search: Search, ids: Collection[int]) -> frozenset[int]:
        among = Query.term_set_query(self.schema, "id", sorted(ids))
        query = every([Query.const_score_query(among, 0.0), QueryBuilder(self.schema, search).query()])
        return frozenset(self.ids_of(self.searcher(), query, max(len(ids), 1)))

    def ids_of(self, searcher: tantivy.Searcher, query: Query, most: int) -> list[int]:
        hits = searcher.search(query, most, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return [pk for pk in ids if isinstance(pk, int)]

    def suggest(self, text: str, *, audience: frozenset[str], limit: int = 6) -> list[Suggestion]:
        return suggestions(self.searcher(), self.schema, text, audience, limit)

    def like(self, like: Like) -> list[Near]:
        return near(self.searcher(), self.schema, like)

    def explain(self, search: Search, ids: Iterable[int]) -> dict[int, Explanation]:
        searcher, explained = self.searcher(), dict[int, Explanation]()
        if search.order is Order.NEWEST or not (search.words or search.phrases):
            return explained  # nothing is weighed
        for item_id in ids:
            found = explain(searcher, self.schema, search, item_id)
            if found:
                why, address = found
                meaning = search.lifts.get(item_id, 0.0)
                ((score, _address, factor),) = self.nudge(searcher, [(why.score + meaning, address)], search)
                nudges = ((REASONS[factor], factor),) if factor in REASONS else ()
                explained[item_id] = replace(why, meaning=meaning, score=score, nudges=nudges)
        return explained


@dataclass(frozen=True)
class Looked:
    """A page of Tantivy's answers; its texts are read and marked once, when first asked for."""

    searcher: tantivy.Searcher
    page: list[tuple[float, tantivy.DocAddress, float]]
    wanted: Wanted
    total: int

    @cached_property
    def shown(self) -> list[tuple[Hit, set[str]]]:
        return [self.show(*hit) for hit in self.page]

    def show(self, score: float, address: tantivy.DocAddress, factor: float) -> tuple[Hit, set[str]]:
        row = self.searcher.doc(address)
        language = language_of(stored(row, "stored_language"))
        title, summary, body = texts_of(row)
        in_title, in_summary, in_body = (self.wanted.find(text, language) for text in (title, summary, body))
        # The summary is the author's own best passage: the body has to say more of what is looked for.
        text, found = (summary, in_summary) if covers(in_summary, in_body) and summary else (body, in_body)
        reasons = (REASONS[factor],) if factor in REASONS else ()
        terms = frozenset(token.term for token in in_title + in_summary + in_body)
        return Hit(id_of(row), score, passage(text, found), reasons, terms, language), set(terms)

    def has(self, word: Word) -> bool:
        terms = {term for _, term in word.terms}
        return any(terms & found for _, found in self.shown)

    def result(self) -> Found:
        return Found(tuple(hit for hit, _ in self.shown), self.total, wanted=self.wanted)


def how_many(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # missing in Tantivy's stubs


def covers(left: list[Token], right: list[Token]) -> bool:
    return len({token.term for token in left}) >= len({token.term for token in right})


def texts_of(row: tantivy.Document) -> tuple[str, str, str]:
    return stored(row, "title"), stored(row, "summary"), stored(row, "body")


def open_writer(index: tantivy.Index, memory: int) -> tantivy.IndexWriter:
    try:
        return index.writer(memory, 1)
    except ValueError as error:
        if "Lock" in str(error):
            raise Busy("Another process writes this index.") from error
        raise


def commit(writer: tantivy.IndexWriter, position: str) -> None:
    writer.delete_documents_by_term("key", POSITION_KEY)
    writer.add_document(position_entry(position))
    writer.commit()
