"""Why a text has the score it has, read from Tantivy's own account of it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import tantivy
from tantivy import Query

from lubuk.shared.search.engine import Explanation, Search
from lubuk.shared.search.tantivy_query import QueryBuilder

TERM = re.compile(r'"\w+/(.*)"\)')  # in the context of a leaf: Term=Term(field=1, type=Str, "en/leak")
BOOST = re.compile(r"Boost x([\d.]+) of")
OTHERWISE = "*"  # what is no word of its own: an item's number, a phrase


def explain(
    searcher: tantivy.Searcher, schema: tantivy.Schema, search: Search, item_id: int
) -> tuple[Explanation, tantivy.DocAddress] | None:
    """None when the item is not in the index or not found by this search. The nudges are not in it yet."""
    found = searcher.search(Query.term_query(schema, "id", item_id), 1, count=False).hits
    if not found:
        return None
    address = found[0][1]
    try:
        account = json.loads(QueryBuilder(schema, search).query().explain(searcher, address).to_json())
    except ValueError:  # the search doesn't find it
        return None
    weights: defaultdict[str, float] = defaultdict(float)
    for term, weight in leaves(account):
        weights[term] += weight
    strongest = sorted(weights.items(), key=lambda told: -told[1])
    terms = tuple((term, weight) for term, weight in strongest if weight > 0)
    return Explanation(terms=terms, score=float(account["value"])), address


def leaves(account: dict[str, Any], factor: float = 1.0) -> Iterator[tuple[str, float]]:
    """The terms with what each adds; an account is a tree of sums, with boosts between."""
    term = next((found[1] for line in account.get("context", ()) if (found := TERM.search(line))), None)
    boost = BOOST.match(account["description"])
    if term is not None:
        yield term, factor * account["value"]
    elif account["description"].startswith(("BooleanClause", "DisjunctionMax")) or boost:
        for part in counting(account):
            yield from leaves(part, factor * float(boost[1]) if boost else factor)
    else:
        yield OTHERWISE, factor * account["value"]


def counting(account: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts that make up the value. Of those of which the best alone counts Tantivy says “sum of”, too."""
    parts: list[dict[str, Any]] = account.get("details", [])
    if sum(part["value"] for part in parts) <= account["value"] * 1.001:
        return parts
    return sorted(parts, key=lambda part: -float(part["value"]))[:1]
