"""The shape of the Tantivy index and how a document is written into it. Changing either needs a new VERSION.

Tantivy gets terms that are analysed here (it has no Indonesian stemmer), joined by spaces; the weights of
fields are repetitions of their terms in one text. That is BM25F: one length, one saturation for the whole
item, so that a word in title and body is not counted as two independent pieces of evidence.
"""

from datetime import date

import tantivy

from lubuk.shared.search import analysis
from lubuk.shared.search.analysis import Language
from lubuk.shared.search.engine import Document

VERSION = 2  # an index of another version is rebuilt at start

TITLE_WEIGHT, SUMMARY_WEIGHT, SUBJECT_WEIGHT, TAG_WEIGHT = 3, 2, 2, 2

FOREVER = date.max.toordinal()
NEVER = 0

POSITION_KEY = "position"  # the key of the one document that holds the position; it has no audience

RAW = ("key", "audience", "kind", "unit", "subject", "language", "number")
FACETS = frozenset({"kind", "unit", "subject", "language"})
DAYS = ("changed", "endorsed_until", "check_by")
STORED = ("title", "summary", "body", "position", "stored_language")


def build() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("id", stored=True, indexed=True, fast=True)
    for name in RAW:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS)
    for name in DAYS:
        schema.add_integer_field(name, indexed=True, fast=True)
    schema.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    # Every word as written, in order: exact phrases, beginnings of words, spelling.
    for name in ("exact", "heading", "people"):
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in STORED:
        schema.add_bytes_field(name, stored=True)
    return schema.build()


def keyed(language: Language, term: str) -> str:
    """A term as it stands in the field `text`. All languages share the field, because BM25 compares a text
    with the average length of its field: a field a language would count all other items as empty."""
    return f"{language}/{term}"


def entry(document: Document) -> tantivy.Document:
    """The Tantivy document of an item."""
    row = tantivy.Document()
    row.add_integer("id", document.id)
    add_all(row, "audience", document.audience)
    add_all(row, "kind", [document.kind])
    add_all(row, "unit", document.units)
    add_all(row, "subject", document.subjects)
    add_all(row, "number", [document.number.lower()])
    add_days(row, document)
    add_texts(row, document)
    return row


def position_entry(position: str) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("key", POSITION_KEY)
    store(row, "position", position)
    return row


def add_all(row: tantivy.Document, name: str, values: frozenset[str] | tuple[str, ...] | list[str]) -> None:
    for value in values:
        if value:
            row.add_text(name, value)


def add_days(row: tantivy.Document, document: Document) -> None:
    check_by = document.check_by.toordinal() if document.check_by else FOREVER
    row.add_integer("changed", document.changed.toordinal())
    row.add_integer("check_by", check_by)
    row.add_integer("endorsed_until", check_by if document.endorsed else NEVER)


def add_texts(row: tantivy.Document, document: Document) -> None:
    body = "\n".join([document.body, *(text for text, _ in document.fields)]).strip()
    language = language_of(document)
    labels = [label for _, label in document.labels]
    row.add_text("text", " ".join(weighted_terms(document, language)))
    add_all(row, "language", [document.language or language])
    for text in (document.title, document.summary, body, document.files, *labels, *document.tags):
        add_all(row, "exact", [" ".join(analysis.words(text))])
    add_all(row, "heading", [" ".join(analysis.words(document.title))])
    add_all(row, "people", [" ".join(analysis.words(name)) for name in document.people])
    for name, value in (("title", document.title), ("summary", document.summary), ("body", body)):
        store(row, name, value)
    store(row, "stored_language", language)


def language_of(document: Document) -> Language:
    if document.language:
        return analysis.language_of(document.language)
    return analysis.guess_language(f"{document.title} {document.summary} {document.body}")


def weighted_terms(document: Document, language: Language) -> list[str]:
    weighted = [
        (document.title, TITLE_WEIGHT),
        (document.summary, SUMMARY_WEIGHT),
        (document.body, 1),
        (document.files, 1),
        *document.fields,
        *((tag, TAG_WEIGHT) for tag in document.tags),
    ]
    spoken = [(language, text, weight) for text, weight in weighted]
    spoken += [(analysis.language_of(code), label, SUBJECT_WEIGHT) for code, label in document.labels]
    return [keyed(code, term) for code, text, n in spoken for term in analysis.terms(text, code) * n]


def store(row: tantivy.Document, name: str, value: str) -> None:
    row.add_bytes(name, value.encode())


def id_of(row: tantivy.Document) -> int:
    return int(row.get_first("id") or 0)


def stored(row: tantivy.Document, name: str) -> str:
    value = row.get_first(name)
    return bytes(value).decode() if value is not None else ""
