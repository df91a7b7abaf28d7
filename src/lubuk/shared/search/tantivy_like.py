"""Texts like a text: its most telling words are looked for, and the answer says how near each text comes.

A word tells the more the fewer texts hold it, and the more often this text says it. The weight is the one that
BM25 gives (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.4), with the constants
that Tantivy has built in.
"""

import math
from collections import Counter
from dataclasses import dataclass

import tantivy
from tantivy import Query

from lubuk.shared.search.analysis import ANY_STOP_WORD, LANGUAGES, WORD, Language, fold, term_of
from lubuk.shared.search.engine import Like, Near
from lubuk.shared.search.tantivy_query import either, every
from lubuk.shared.search.tantivy_schema import id_of, keyed

K1 = 1.2  # Tantivy's; a term counts at most K1 + 1 times its rarity, however often a text says it
MOST_WORDS = 25  # the strongest of a text; more make it slower and hardly better
FIRST_LETTERS = 20_000  # of a long text: what it is about is said by then
TITLE_COUNTS = 3  # as in the index


type Keys = tuple[str, ...]  # a word's term in each language that it may be of


@dataclass(frozen=True, slots=True)
class Strong:
    """A word of the text, with the weight that it has for this text; in no text that there is, it has no rarity."""

    keys: Keys
    rarity: float
    weight: float
    is_known: bool

    @property
    def strength(self) -> float:
        return self.weight * self.rarity


def near(searcher: tantivy.Searcher, schema: tantivy.Schema, like: Like) -> list[Near]:
    strong = strongest(searcher, like)
    clauses = [clause(schema, word) for word in strong if word.is_known]
    if not clauses:
        return []
    allowed = Query.const_score_query(Query.term_set_query(schema, "audience", sorted(like.audience)), 0.0)
    highest = sum(word.strength * (K1 + 1) for word in strong)
    hits = searcher.search(every([allowed, either(clauses)]), like.limit, count=False).hits
    return [Near(id_of(searcher.doc(address)), min(score / highest, 1.0)) for score, address in hits]


def clause(schema: tantivy.Schema, word: Strong) -> Query:
    terms = [Query.term_query(schema, "text", key, "freq") for key in word.keys]
    return Query.boost_query(either(terms), word.weight)


def strongest(searcher: tantivy.Searcher, like: Like) -> list[Strong]:
    said: Counter[Keys] = Counter()
    languages = (like.language,) if like.language else LANGUAGES
    for text, counts in ((like.title, TITLE_COUNTS), (like.text[:FIRST_LETTERS], 1)):
        for word in WORD.findall(text):
            if keys := keys_of(word, languages):
                said[keys] += counts
    words = [weighed(searcher, keys, count) for keys, count in said.items()]
    return sorted(words, key=lambda word: -word.strength)[:MOST_WORDS]


def keys_of(word: str, languages: tuple[Language, ...]) -> Keys:
    """A stop word of any language is one in all, as in the search box."""
    if fold(word) in ANY_STOP_WORD:
        return ()
    return tuple(keyed(language, term) for language in languages if (term := term_of(word, language)))


def weighed(searcher: tantivy.Searcher, keys: Keys, count: int) -> Strong:
    """The commonest of its languages says how rare a word is: in the others it hardly stands at all."""
    holding = max(searcher.doc_freq("text", key) for key in keys)
    rarity = math.log(1 + (searcher.num_docs - holding + 0.5) / (holding + 0.5))
    return Strong(keys, rarity, count * (K1 + 1) / (count + K1), holding > 0)
