"""The engine as a reader meets it: what is found, in which order, with which counts, and for whom."""

from datetime import date

import pytest

from lubuk.shared.search.engine import Order, Trust
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tests.makers import PUBLIC, document, ids, look_for, search

PIPE = document(
    1, "Night crews", "A burst pipe is closed within four hours.", kind="guide", people=("Ratna Böhm",)
)
VALVE = document(2, "The valve map", "The map of valves was two years old when the pipe went.", kind="lesson")
PIPA = document(
    3, "Perbaikan pipa", "Petugas memperbaiki kebocoran pipa pada malam hari.", language="id", kind="sop"
)
SECRET = document(4, "Quzzle affair", "The quzzle burst.", audience=frozenset({"person:7"}), kind="secret")


@pytest.fixture
def stocked(engine: TantivyEngine) -> TantivyEngine:
    engine.index([PIPE, VALVE, PIPA, SECRET], position="1")
    return engine


def test_both_languages_are_searched_with_their_own_grammar(stocked: TantivyEngine) -> None:
    assert ids(look_for(stocked, "bursting pipes"))[0] == 1
    assert ids(look_for(stocked, "bocor")) == [3]


def test_a_title_weighs_more_than_a_mention(engine: TantivyEngine) -> None:
    engine.index(
        [document(1, "Other", "pump " + "x " * 5), document(2, "Pump", "nothing " + "x " * 5)], position="1"
    )
    assert ids(look_for(engine, "pump")) == [2, 1]


def test_a_subject_is_found_in_every_language_it_has(engine: TantivyEngine) -> None:
    engine.index([document(1, "Tariffs", labels=(("en", "Water supply"), ("id", "Air minum")))], position="1")
    assert ids(look_for(engine, "air minum")) == [1]


def test_a_phrase_keeps_its_order(stocked: TantivyEngine) -> None:
    assert ids(look_for(stocked, '"burst pipe"')) == [1]
    assert ids(look_for(stocked, '"pipe burst"')) == []


def test_a_phrase_does_not_run_from_title_into_text(stocked: TantivyEngine) -> None:
    assert ids(look_for(stocked, '"crews a burst"')) == []


def test_without_takes_away(stocked: TantivyEngine) -> None:
    assert 2 in ids(look_for(stocked, "pipe maps"))
    assert ids(look_for(stocked, "pipe -maps")) == [3, 1]


def test_an_author_is_found_without_accents(stocked: TantivyEngine) -> None:
    assert ids(look_for(stocked, "by:bohm")) == [1]


def test_a_number_leads_to_its_item(stocked: TantivyEngine) -> None:
    stocked.index([document(9, "Anything", number="GD-2026-0009")], position="2")
    assert ids(look_for(stocked, "gd-2026-0009"))[0] == 9


def test_a_synonym_finds_what_is_said_otherwise(stocked: TantivyEngine) -> None:
    assert ids(look_for(stocked, "PIC", synonyms={"pic": ("night crews",)})) == [1]


def test_endorsed_goes_up_and_overdue_down_among_equals(engine: TantivyEngine) -> None:
    same = {"body": "pump house"}
    overdue = document(1, "Pump", **same, check_by=date(2026, 1, 1))
    peer = document(2, "Pump", **same)
    endorsed = document(3, "Pump", **same, endorsed=True, check_by=date(2027, 1, 1))
    engine.index([overdue, peer, endorsed], position="1")
    found = look_for(engine, "pump")
    assert ids(found) == [3, 2, 1]
    assert [hit.reasons for hit in found.hits] == [("endorsed",), (), ("overdue",)]


def test_newest_first_when_asked_or_when_nothing_is_typed(engine: TantivyEngine) -> None:
    engine.index([document(n, "Pump", changed=date(2020 + n, 1, 1)) for n in (1, 3, 2)], position="1")
    assert ids(look_for(engine, "pump", order=Order.NEWEST)) == [3, 2, 1]
    assert ids(look_for(engine, "")) == [3, 2, 1]


def test_dates_narrow(engine: TantivyEngine) -> None:
    engine.index([document(n, "Pump", changed=date(2020 + n, 1, 1)) for n in (1, 2, 3)], position="1")
    assert ids(look_for(engine, "pump", after=date(2022, 1, 1), before=date(2023, 1, 1))) == [2]


def test_pages_follow_each_other(engine: TantivyEngine) -> None:
    engine.index([document(n, "Pump", "x " * n) for n in range(30)], position="1")
    seen = [number for offset in (0, 10, 20) for number in ids(look_for(engine, "pump", offset=offset))]
    assert sorted(seen) == list(range(30))


# Rights


def test_what_one_may_not_see_is_neither_found_nor_counted(stocked: TantivyEngine) -> None:
    found = look_for(stocked, "burst")
    assert (ids(found), found.total) == ([1], 1)
    assert "secret" not in stocked.facets(search("burst")).kinds
    assert stocked.suggest("quz", audience=PUBLIC) == []


def test_who_may_see_it_finds_it(stocked: TantivyEngine) -> None:
    assert ids(look_for(stocked, "quzzle", audience=frozenset({"person:7"}))) == [4]


def test_nobody_finds_nothing(stocked: TantivyEngine) -> None:
    assert look_for(stocked, "pipe", audience=frozenset()).total == 0


def test_a_correction_never_tells_of_a_hidden_word(stocked: TantivyEngine) -> None:
    assert look_for(stocked, "quzzel").corrections == {}
    stocked.index([document(5, "Puzzle")], position="2")
    assert look_for(stocked, "quzzle").corrections == {"quzzle": "puzzle"}


def test_the_place_in_the_outbox_is_nobodys_result(stocked: TantivyEngine) -> None:
    assert look_for(stocked, "").total == 3


# Mistakes and suggestions


def test_a_typing_mistake_is_forgiven(stocked: TantivyEngine) -> None:
    found = look_for(stocked, "brust")
    assert (ids(found), found.corrections) == ([1], {"brust": "burst"})
    assert "<mark>burst</mark>" in found.hits[0].passage


def test_a_known_word_is_not_corrected(stocked: TantivyEngine) -> None:
    assert look_for(stocked, "pipe map").corrections == {}


@pytest.mark.parametrize("typed", ["night cr", "nihgt crews", "crews", "Night Crews"])
def test_titles_are_suggested_while_typing(stocked: TantivyEngine, typed: str) -> None:
    assert [one.id for one in stocked.suggest(typed, audience=PUBLIC)] == [1]


# Facets


def test_a_group_counts_without_its_own_choice(stocked: TantivyEngine) -> None:
    counts = stocked.facets(search("pipe pipa", kinds=("guide",)))
    assert counts.kinds == {"guide": 1, "lesson": 1, "sop": 1}
    assert counts.languages == {"en": 1}


def test_trust_is_counted_as_of_today(engine: TantivyEngine) -> None:
    lapsed = document(1, "Pump", endorsed=True, check_by=date(2026, 11, 20))
    holds = document(2, "Pump", endorsed=True, check_by=date(2026, 11, 21))
    engine.index([lapsed, holds], position="1")
    assert engine.facets(search("pump")).trust == {Trust.ENDORSED: 1, Trust.OVERDUE: 1}
    assert ids(look_for(engine, "pump", trust=(Trust.ENDORSED,))) == [2]
    assert ids(look_for(engine, "pump", trust=(Trust.OVERDUE,))) == [1]
