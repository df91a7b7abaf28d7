"""Documents and searches for the tests of the engine; nothing here needs Django to be set up."""

from dataclasses import replace
from datetime import date
from typing import Any

from lubuk.shared.search.engine import Document, Found, Search
from lubuk.shared.search.query import parse
from lubuk.shared.search.tantivy_engine import TantivyEngine

TODAY = date(2026, 11, 21)
PUBLIC = frozenset({"public"})


def silent(done: int) -> None:
    """No test watches the progress unless it says so."""


def document(item_id: int, title: str, body: str = "", **more: Any) -> Document:
    return replace(Document(item_id, title, PUBLIC, date(2026, 1, 1), body=body, language="en"), **more)


def search(words: str = "", **more: Any) -> Search:
    return replace(Search(audience=PUBLIC, today=TODAY, words=words), **more)


def look_for(engine: TantivyEngine, text: str, **more: Any) -> Found:
    """As typed into the box, with quotes and minus signs."""
    query = parse(text)
    typed = {
        "phrases": query.values("phrase"),
        "excluded": query.values("without"),
        "people": query.values("by"),
    }
    return engine.search(search(query.words, **(typed | more)))


def ids(found: Found) -> list[int]:
    return [hit.id for hit in found.hits]
