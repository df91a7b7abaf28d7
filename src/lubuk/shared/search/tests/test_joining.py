"""How two orders become one, and when meaning alone is enough."""

from lubuk.shared.search.joining import HIGHEST_BY_WORDS, Crowd, Near, lifts, standing_out
from lubuk.shared.search.nearness import A_WORD, is_narrowed
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tests.makers import PUBLIC, document, ids, search

NEAR = [Near(1, 10, 0.9), Near(2, 20, 0.85), Near(3, 30, 0.8)]
FAR = Crowd(0.78, 0.02)


def test_the_nearest_counts_as_much_as_the_best_by_words_and_the_last_nothing() -> None:
    assert lifts(NEAR, 8.0) == {1: 8.0, 2: 8.0 * (0.85 - 0.8) / (0.9 - 0.8), 3: 0.0}


def test_the_less_is_learned_the_less_it_counts() -> None:
    assert lifts(NEAR, 8.0, learned=0.9)[1] == 8.0 * 0.9**8
    assert lifts(NEAR, 8.0, learned=0.5)[1] < 0.05


def test_one_alone_is_the_nearest() -> None:
    assert lifts(NEAR[:1], 8.0) == {1: 8.0}
    assert lifts([], 8.0) == {}


def test_without_any_word_found_the_nearest_still_stands_first() -> None:
    assert list(lifts(NEAR, 0.0).values()) == sorted(lifts(NEAR, 0.0).values(), reverse=True)


def test_nothing_is_lifted_above_an_items_own_number() -> None:
    assert max(lifts(NEAR, 112.0).values()) == HIGHEST_BY_WORDS


def test_what_is_near_is_found_alone_and_what_is_far_is_not() -> None:
    assert standing_out([Near(1, 1, 0.86), Near(2, 2, 0.79)], FAR, background=0.77) == {1}


def test_among_many_that_are_near_only_those_are_found_alone_that_lead() -> None:
    near = [Near(1, 1, 0.815), Near(2, 2, 0.805)]
    assert standing_out(near, Crowd(0.77, 0.01), background=0.77) == {1, 2}
    assert standing_out(near, Crowd(0.80, 0.01), background=0.77) == frozenset()


def test_codes_have_no_meaning_and_words_have() -> None:
    assert not A_WORD.search("SK-12/2026 a1")
    assert A_WORD.search("banjir 2026")


def test_only_what_was_chosen_narrows() -> None:
    assert not is_narrowed(search("pump", limit=10, offset=10))
    assert is_narrowed(search("pump", excluded=("hose",)))


# What the engine makes of it


def test_a_lift_changes_the_order_and_not_what_is_found(engine: TantivyEngine) -> None:
    engine.index(
        [document(1, "Pump pump"), document(2, "Pump and other things"), document(3, "Gate")], position="1"
    )
    assert ids(engine.search(search("pump"))) == [1, 2]
    found = engine.search(search("pump", lifts={2: 50.0, 3: 50.0}))
    assert (ids(found), found.total) == ([2, 1], 2)


def test_what_is_also_found_counts_in_totals_and_choices_and_obeys_them(engine: TantivyEngine) -> None:
    engine.index(
        [
            document(1, "Pump", kind="guide"),
            document(2, "Gate", kind="news"),
            document(3, "Secret gate", kind="news", audience=frozenset({"person:7"})),
        ],
        position="1",
    )
    wanted = search("pump", also=frozenset({2, 3}), lifts={2: 1.0, 3: 9.0})
    assert sorted(ids(engine.search(wanted))) == [1, 2]
    assert engine.facets(wanted).kinds == {"guide": 1, "news": 1}
    assert ids(engine.search(search("pump", also=frozenset({2}), kinds=("guide",)))) == [1]
    assert ids(engine.search(search("pump", also=frozenset({2}), excluded=("gate",)))) == [1]
    assert ids(engine.search(search("pump", also=frozenset({2}), phrases=("gate",)))) == [2]


def test_what_a_search_may_find_at_all_is_said_without_its_words(engine: TantivyEngine) -> None:
    engine.index(
        [document(1, "Pump"), document(2, "Gate"), document(3, "Secret", audience=frozenset({"person:7"}))],
        position="1",
    )
    assert sorted(engine.allowed(search("pump"))) == [1, 2]
    assert engine.allowed(search("pump", excluded=("gate",))) == [1]
    assert sorted(engine.allowed(search(audience=PUBLIC | {"person:7"}))) == [1, 2, 3]
