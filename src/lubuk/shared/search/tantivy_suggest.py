"""What could be meant while someone still types: titles that hold the whole words and begin the last one."""

import tantivy
from tantivy import Query

from lubuk.shared.search.analysis import words
from lubuk.shared.search.engine import Suggestion
from lubuk.shared.search.passages import mark_beginnings
from lubuk.shared.search.spelling import mistakes_forgiven
from lubuk.shared.search.tantivy_query import either, every
from lubuk.shared.search.tantivy_schema import id_of, stored

EXACT, FORGIVEN = 1.0, 0.2  # a word as typed stands far above one with a mistake
CANDIDATES = 5  # times the number shown, among which the nearest beginnings are chosen


def suggestions(
    searcher: tantivy.Searcher, schema: tantivy.Schema, text: str, audience: frozenset[str], limit: int
) -> list[Suggestion]:
    typed = words(text)
    if not typed:
        return []
    allowed = Query.const_score_query(Query.term_set_query(schema, "audience", sorted(audience)), 0.0)
    meant = every([allowed, *title_words(schema, typed)])
    number = every([allowed, Query.fuzzy_term_query(schema, "number", text.strip().lower(), 0, prefix=True)])
    hits = searcher.search(either([meant, number]), limit * CANDIDATES, count=False).hits
    rows = [(score, searcher.doc(address)) for score, address in hits]
    best = sorted(rows, key=lambda row: nearness(row[0], stored(row[1], "title"), typed))
    return [suggestion(row, typed) for _, row in best[:limit]]


def title_words(schema: tantivy.Schema, typed: list[str]) -> list[Query]:
    *whole, last = typed
    return [
        *(title_word(schema, word, prefix=False) for word in whole),
        title_word(schema, last, prefix=True),
    ]


def title_word(schema: tantivy.Schema, word: str, *, prefix: bool) -> Query:
    as_typed = Query.fuzzy_term_query(schema, "heading", word, 0, prefix=prefix)
    distance = min(1, mistakes_forgiven(word))
    if not distance:
        return as_typed
    mistaken = Query.fuzzy_term_query(schema, "heading", word, distance, prefix=prefix)
    return Query.disjunction_max_query(
        [Query.const_score_query(as_typed, EXACT), Query.const_score_query(mistaken, FORGIVEN)]
    )


def nearness(score: float, title: str, typed: list[str]) -> tuple[bool, float, int]:
    """Titles that begin as typed first, then by words as typed, then the shorter title."""
    begins = " ".join(words(title)).startswith(" ".join(typed))
    return (not begins, -score, len(title))


def suggestion(row: tantivy.Document, typed: list[str]) -> Suggestion:
    title = stored(row, "title")
    return Suggestion(id_of(row), mark_beginnings(title, typed))
