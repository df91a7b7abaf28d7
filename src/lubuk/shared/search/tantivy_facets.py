"""How many results each kind, unit, subject, language and degree of trust would leave.

Counted over what the person may see and nothing else. The choices within one group are alternatives, so a
group's own choice doesn't narrow its counts; the other groups' choices do.
"""

from collections.abc import Mapping
from typing import Any

import tantivy

from lubuk.shared.search.engine import Facets, Search, Trust
from lubuk.shared.search.tantivy_query import QueryBuilder

MOST_VALUES = 1_000  # of one group

TRUST = "trust"
ALL = ""

type Counts = Mapping[str, int]


def count(searcher: tantivy.Searcher, schema: tantivy.Schema, search: Search) -> Facets:
    chosen: dict[str, bool] = {
        "kind": bool(search.kinds),
        "unit": bool(search.units),
        "subject": bool(search.subjects),
        "language": bool(search.languages),
        TRUST: bool(search.trust),
    }
    builder = QueryBuilder(schema, search)
    free = [group for group, is_chosen in chosen.items() if not is_chosen]
    counts = counts_of(searcher, builder, free, ALL)
    for group, is_chosen in chosen.items():
        if is_chosen:
            counts |= counts_of(searcher, builder, [group], group)
    trust = {Trust(value): number for value, number in counts[TRUST].items()}
    return Facets(counts["kind"], counts["unit"], counts["subject"], counts["language"], trust)


def counts_of(
    searcher: tantivy.Searcher, builder: QueryBuilder, groups: list[str], leaving_out: str
) -> dict[str, Counts]:
    """One pass over the results for all these groups."""
    if not groups:
        return {}
    asked: dict[str, Any] = {
        group: {"terms": {"field": group, "size": MOST_VALUES}} for group in groups if group != TRUST
    }
    if TRUST in groups:
        asked |= trust_asked(builder.search)
    answer = searcher.aggregate(builder.query(leaving_out=leaving_out), asked)
    counts: dict[str, Counts] = {
        group: {bucket["key"]: bucket["doc_count"] for bucket in answer[group]["buckets"]}
        for group in groups
        if group != TRUST
    }
    if TRUST in groups:
        counts[TRUST] = {value: wanted_bucket(answer[value]) for value in Trust}
    return counts


def trust_asked(search: Search) -> dict[str, Any]:
    today = search.today.toordinal()
    return {
        Trust.ENDORSED: {"range": {"field": "endorsed_until", "ranges": [{"from": today, "key": "wanted"}]}},
        Trust.OVERDUE: {"range": {"field": "check_by", "ranges": [{"to": today, "key": "wanted"}]}},
    }


def wanted_bucket(answer: Mapping[str, Any]) -> int:
    """Tantivy adds the ranges that weren't asked for."""
    return next((bucket["doc_count"] for bucket in answer["buckets"] if bucket["key"] == "wanted"), 0)
