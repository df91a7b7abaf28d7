"""From a `Search` to a Tantivy query: rights and filters that don't score, words that do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from lubuk.shared.search.analysis import ANY_STOP_WORD, LANGUAGES, WORD, Language, fold, term_of
from lubuk.shared.search.analysis import words as plain_words
from lubuk.shared.search.engine import Search, Synonyms, Trust
from lubuk.shared.search.glossary import Translation, translations
from lubuk.shared.search.passages import Wanted
from lubuk.shared.search.tantivy_schema import FOREVER, keyed

SYNONYM_WEIGHT = 0.8  # what was typed counts for more than another way to say it
CORRECTION_WEIGHT = 0.8
TRANSLATION_WEIGHT = 0.7  # in a text of the other language (0059 has what was measured)
NUMBER_SCORE = 100.0  # who types an item's number wants that item: above anything that words can reach
LONGEST_SYNONYM = 6  # words: the long names of Indonesian plans and offices
MOST_WORDS = 40  # of one query: keeps a pasted page from becoming a thousand clauses


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query: as typed, folded, and its term in each language to which it isn't a stop word."""

    typed: str
    folded: str
    terms: tuple[tuple[Language, str], ...]


def words_of(text: str) -> list[Word]:
    """The words that say something. A stop word of any language is one in all: "the" is rare, so telling,
    only in Indonesian texts that quote a line of English. If nothing is left, all words are looked for."""
    typed = WORD.findall(text)[:MOST_WORDS]
    telling = [word for word in typed if fold(word) not in ANY_STOP_WORD]
    return [word_of(word) for word in telling] or [word_of(word) for word in typed]


def word_of(typed: str) -> Word:
    terms = tuple((language, term) for language in LANGUAGES if (term := term_of(typed, language)))
    return Word(typed, fold(typed), terms)


class QueryBuilder:
    """Builds the queries of one search."""

    def __init__(self, schema: tantivy.Schema, search: Search) -> None:
        self.schema, self.search, self.corrections = schema, search, search.corrections
        self.words = words_of(search.words)
        self.translations = translations([word.typed for word in self.words])

    def query(self, *, leaving_out: str = "") -> Query:
        """The whole query; facets leave out one group's own filter."""
        clauses = self.bounds(leaving_out)
        if self.words:
            any_word = either([*self.word_clauses(), *self.also()])
            clauses.append((Occur.Should if self.search.phrases else Occur.Must, any_word))
        return Query.boolean_query(clauses)

    def lifted(self) -> Query:
        """The query, with what is added to the scores of some."""
        lifts = [(Occur.Should, self.document(pk, lift)) for pk, lift in self.search.lifts.items()]
        return Query.boolean_query([(Occur.Must, self.query()), *lifts]) if lifts else self.query()

    def bounds(self, leaving_out: str = "") -> list[tuple[Occur, Query]]:
        """What must hold whatever the words are."""
        must = [self.audience(), *self.filters(leaving_out), *map(self.phrase, self.search.phrases)]
        not_in = [(Occur.MustNot, self.excluded(text)) for text in self.search.excluded]
        return [*((Occur.Must, clause) for clause in must), *not_in]

    def also(self) -> list[Query]:
        return [self.document(pk, 0.0) for pk in sorted(self.search.also)]

    def document(self, pk: int, score: float) -> Query:
        return Query.const_score_query(Query.term_query(self.schema, "id", pk, "basic"), score)

    def audience(self) -> Query:
        return self.any_of("audience", self.search.audience)

    def filters(self, leaving_out: str) -> Iterable[Query]:
        chosen = {
            "kind": self.search.kinds,
            "unit": self.search.units,
            "subject": self.search.subjects,
            "language": self.search.languages,
        }
        for field, values in chosen.items():
            if values and field != leaving_out:
                yield self.any_of(field, values)
        if self.search.trust and leaving_out != "trust":
            yield Query.const_score_query(either([self.trust(value) for value in self.search.trust]), 0.0)
        for name in self.search.people:
            yield Query.const_score_query(self.name(name), 0.0)
        if self.search.after or self.search.before:
            yield self.between()

    def any_of(self, field: str, values: Collection[str]) -> Query:
        if len(values) == 1:  # a stranger's audience, most filters: more than twice as fast as a set of one
            (value,) = values
            return Query.const_score_query(Query.term_query(self.schema, field, value, "basic"), 0.0)
        return Query.const_score_query(Query.term_set_query(self.schema, field, sorted(values)), 0.0)

    def trust(self, value: Trust) -> Query:
        today = self.search.today.toordinal()
        if value is Trust.ENDORSED:
            return self.days("endorsed_until", today, FOREVER)
        return self.days("check_by", 1, today - 1)

    def between(self) -> Query:
        after = self.search.after.toordinal() if self.search.after else 1
        before = self.search.before.toordinal() - 1 if self.search.before else FOREVER
        return Query.const_score_query(self.days("changed", after, before), 0.0)

    def days(self, field: str, first: int, last: int) -> Query:
        return Query.range_query(self.schema, field, tantivy.FieldType.Integer, first, last)

    def name(self, name: str) -> Query:
        parts = [Query.term_query(self.schema, "people", part) for part in plain_words(name)]
        return every(parts)

    def word_clauses(self) -> list[Query]:
        clauses = self.words_and_translations()
        clauses += [self.numbered(part) for part in self.search.words.split()]
        for said_otherwise in synonyms_in(self.words, self.search.synonyms):
            clauses.append(Query.boost_query(self.all_words(said_otherwise), SYNONYM_WEIGHT))
        for word in self.words:
            if word.folded in self.corrections:
                corrected = self.word(word_of(self.corrections[word.folded]))
                clauses.append(Query.boost_query(corrected, CORRECTION_WEIGHT))
        return clauses

    def words_and_translations(self) -> list[Query]:
        """What a text says in two languages (a subject has labels in each) counts once."""
        clauses, done = list[Query](), 0
        for found in self.translations:
            clauses += map(self.word, self.words[done : found.start])
            own = either([self.word(word) for word in self.words[found.start : found.end]])
            there = Query.boost_query(self.translated(found), TRANSLATION_WEIGHT)
            clauses.append(Query.disjunction_max_query([own, there]))
            done = found.end
        return clauses + [self.word(word) for word in self.words[done:]]

    def translated(self, found: Translation) -> Query:
        """The best of the ways, or all parts together: a text that says it in three ways is no better."""
        ways = [every([self.term(keyed(language, term)) for term in way]) for language, way in found.ways]
        if found.parts:
            ways.append(either([self.translated(part) for part in found.parts]))
        return Query.disjunction_max_query(ways)

    def has_translation(self, place: int) -> bool:
        return any(found.start <= place < found.end for found in self.translations)

    def word(self, word: Word) -> Query:
        """An item is written in one language, so at most one of these counts for it."""
        return either([self.term(keyed(language, term)) for language, term in word.terms])

    def all_words(self, text: str) -> Query:
        return every([self.word(word) for word in words_of(text)])

    def term(self, key: str) -> Query:
        return Query.term_query(self.schema, "text", key, "freq")

    def numbered(self, part: str) -> Query:
        number = Query.term_query(self.schema, "number", part.lower(), "basic")
        return Query.const_score_query(number, NUMBER_SCORE)

    def phrase(self, text: str) -> Query:
        parts = plain_words(text)
        if len(parts) > 1:
            return Query.phrase_query(self.schema, "exact", list(parts))
        return Query.term_query(self.schema, "exact", parts[0]) if parts else Query.empty_query()

    def excluded(self, text: str) -> Query:
        return self.phrase(text) if len(plain_words(text)) > 1 else self.all_words(text)

    def wanted(self) -> Wanted:
        """What to mark in the results: the words with their other spellings and synonyms, and the phrases."""
        texts = [*synonyms_in(self.words, self.search.synonyms), *self.corrections.values()]
        words = self.words + [word for text in texts for word in words_of(text)]
        terms = {
            language: frozenset(term for word in words for of, term in word.terms if of == language)
            | said_there(self.translations, language)
            for language in LANGUAGES
        }
        return Wanted(terms, frozenset(word for text in self.search.phrases for word in plain_words(text)))


def either(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def every(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def synonyms_in(words: list[Word], synonyms: Synonyms) -> list[str]:
    """The other ways to say what stands in the query, for runs of up to LONGEST_SYNONYM words."""
    if not synonyms:
        return []
    folded = [word.folded for word in words]
    runs = {
        " ".join(folded[start : start + length])
        for start in range(len(folded))
        for length in range(1, LONGEST_SYNONYM + 1)
    }
    return [other for run in sorted(runs) for other in synonyms.get(run, ())]


def said_there(found: Iterable[Translation], language: Language) -> frozenset[str]:
    """All terms of a language in these translations."""
    own = {term for one in found for of, way in one.ways if of == language for term in way}
    return frozenset(own.union(*(said_there(one.parts, language) for one in found)))
