"""Why a result stands where it stands, for officers alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.search.engine import Document, Engine, Order, Search
from lubuk.shared.search.explaining import whys
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.search.searching import search
from lubuk.shared.search.tantivy_engine import ENDORSED
from tests.cast import Visit, an_article

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def ask(words: str, **more: object) -> Search:
    return Search(audience=frozenset({"public"}), today=TODAY, words=words, **more)  # type: ignore[arg-type]


@pytest.fixture
def small(an_index: Engine) -> Engine:
    everyone = frozenset({"public"})
    leaks = "A pipe leaks. A pipe leaks."
    documents = [
        Document(
            1, "Leaks in pipes", everyone, TODAY, body=leaks, number="GD-1", endorsed=True, language="en"
        ),
        Document(2, "Pipes", everyone, TODAY, check_by=TODAY - timedelta(days=1), language="en"),
        Document(3, "Paint", everyone, TODAY, body="Paint is wet.", language="en"),
    ]
    an_index.rebuild(documents, position="1", progress=lambda _done: None)
    return an_index


def test_words_and_nudges_add_up_to_the_score_that_ranked(small: Engine) -> None:
    asked = ask("leaking pipes")
    scores = {hit.id: hit.score for hit in small.search(asked).hits}
    explained = small.explain(asked, [1, 2, 3, 99])
    assert set(explained) == {1, 2}
    assert [term for term, _weight in explained[1].terms] == ["leak", "pipe"]
    assert explained[1].nudges == (("endorsed", ENDORSED),)
    assert explained[2].nudges == (("overdue", 0.85),)
    for item, why in explained.items():
        factor = why.nudges[0][1]
        assert sum(weight for _term, weight in why.terms) * factor == pytest.approx(why.score, rel=1e-4)
        assert why.score == pytest.approx(scores[item], rel=1e-4)


def test_what_it_means_is_told_beside_its_words(small: Engine) -> None:
    asked = ask("leaking pipes", lifts={2: 3.0, 3: 1.5}, also=frozenset({3}))
    scores = {hit.id: hit.score for hit in small.search(asked).hits}
    explained = small.explain(asked, [2, 3])
    assert {item: why.meaning for item, why in explained.items()} == {2: 3.0, 3: 1.5}
    for item, why in explained.items():
        assert why.score == pytest.approx(scores[item], rel=1e-4)


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        (ask("GD-1"), ["*"]),
        (ask("", phrases=("pipe leaks",)), ["*"]),
        (ask("pipes", kinds=("news",)), None),
        (ask("pipes", order=Order.NEWEST), None),
        (ask(""), None),
        (ask("pypes", corrections={"pypes": "pipes"}), ["pipe"]),
    ],
)
def test_what_is_no_word_and_what_is_not_weighed(
    small: Engine, asked: Search, terms: list[str] | None
) -> None:
    explained = small.explain(asked, [1])
    assert ([term for term, _weight in explained[1].terms] if 1 in explained else None) == terms


def test_an_officer_reads_it_and_others_don_t(
    ana: Person, dora: Person, odi: Person, adi: Person, ed: Person, fay: Person, mia: Person,
    stranger: Reader, an_index: Engine, visit: Visit,
) -> None:  # fmt: skip
    actions.endorse(an_article(by=ana, title="Closing a valve", audience="public"), by=dora)
    rebuild(an_index)
    for officer in (odi, adi):
        page = visit(officer).get("/search/?q=valves&explain=yes").content.decode()
        assert "× 1.15 official, and not overdue" in page
        assert re.search(r"valv \d+\.\d\d", page)
        assert "Why in this order?" in visit(officer).get("/search/?q=valves").content.decode()
    for other in (ana, dora, mia, ed, fay, stranger):
        page = visit(other).get("/search/?q=valves&explain=yes").content.decode()
        assert "Why in this order" not in page
        assert "1.15" not in page


def test_it_follows_the_order_of_the_page(ana: Person, odi: Person, an_index: Engine) -> None:
    for n in range(12):
        an_article(by=ana, title=f"Valve {'valve ' * n}{n}")
    Item.objects.filter(title__endswith=" 3").update(check_by=timezone.localdate() - timedelta(days=1))
    rebuild(an_index)
    for page in (1, 2):
        found = search("valve", odi, Filters(page=page))
        explained = whys(found)
        assert [why.result for why in explained] == found.results
        assert [why.place for why in explained] == list(
            range(page * 10 - 9, page * 10 - 9 + len(found.results))
        )
        scores = [why.score for why in explained]
        assert scores == sorted(scores, reverse=True)
        assert all(scores)


def test_a_mistake_is_explained_by_what_was_meant(ana: Person, odi: Person, an_index: Engine) -> None:
    an_article(by=ana, title="Hydrants at night")
    rebuild(an_index)
    (why,) = whys(search("hydrents", odi, Filters()))
    assert [word for word, _weight in why.words] == ["hydrant"]
