"""When a passage answers a question, and which passage it is."""

from __future__ import annotations

import pytest

from lubuk.shared.answers.evidence import Question, all_in_sight
from lubuk.shared.answers.picking import QUOTE_WORDS, Block, Picked, best, blocks_of_body, under_its_title
from lubuk.shared.search.tests.makers import search

COST = "A temporary connection costs Rp 350 thousand."


def question(words: str, **more: object) -> Question:
    return Question.of(search(words, **more))


def picked(asked: Question, title: str, *texts: str, heading: str = "") -> Picked | None:
    return best(asked, "en", title, [Block(text, heading) for text in texts])


def is_answered(asked: Question, title: str, text: str, *, is_nearest: bool = False) -> bool:
    found = picked(asked, title, text)
    return found is not None and found.evidence.is_strong(asked, is_nearest=is_nearest)


@pytest.mark.parametrize("words", ["valve", "valve map", "Yusran Tolandu", "GD-2026-0003", "the valve"])
def test_a_name_or_a_number_asks_nothing(words: str) -> None:
    assert not question(words).is_more_than_a_name


def test_a_sentence_asks_and_a_list_of_words_does_not() -> None:
    assert question("who decides at night").is_asked
    assert question("siapa yang memutuskan malam hari").is_asked
    assert not question("valve map correction").is_asked


def test_a_passage_that_says_it_answers() -> None:
    assert is_answered(question("what does a temporary connection cost"), "Connections", COST)


def test_a_word_in_the_title_need_not_be_said_again() -> None:
    asked = question("what does a temporary connection cost")
    assert is_answered(asked, "Temporary connections", "The connection costs Rp 350 thousand.")


def test_a_title_alone_is_no_answer() -> None:
    assert not is_answered(
        question("temporary water connection cost"), "Cost of temporary connections", "Ask us."
    )


def test_an_answer_need_not_say_how_long_or_how_many() -> None:
    assert is_answered(
        question("how long may a connection stay"), "Connections", "A connection may stay 90 days."
    )
    assert is_answered(question("berapa kali connection stay"), "Connections", "A connection may stay twice.")


def test_a_short_question_needs_each_of_its_words() -> None:
    assert not is_answered(question("what does a temporary hydrant cost"), "Connections", COST)


def test_a_long_question_may_lack_a_word_that_stands_elsewhere() -> None:
    asked = question("what does a temporary connection cost the customer")
    assert is_answered(asked, "Connections", COST)
    assert all_in_sight(asked, [COST, "The customer reads the meter."])


def test_what_asks_for_something_that_stands_nowhere_is_not_answered() -> None:
    asked = question("what does a temporary connection cost in Nairobi")
    assert not all_in_sight(asked, [COST, "The customer reads the meter."])


def test_words_that_meet_by_chance_under_another_title_are_no_answer() -> None:
    asked = question("parking fees at the airport")
    assert not is_answered(asked, "Writing reports", "Mind the fees.\nParking is ours.\nThe airport is not.")


def test_the_nearest_in_meaning_may_lack_one_word_more() -> None:
    asked = question("what does a temporary water connection cost the new customer")
    assert not is_answered(asked, "Connections", COST)
    nearer = COST + " It is for a customer."
    assert not is_answered(asked, "Connections", nearer)
    assert is_answered(asked, "Connections", nearer, is_nearest=True)


def test_what_the_office_calls_the_same_is_the_same() -> None:
    words = {"individual development plan": ("IDP",)}
    asked = question("who signs the individual development plan", synonyms=words)
    assert is_answered(asked, "The IDP", "The IDP is signed by the manager.")
    assert not is_answered(
        question("who signs the individual development plan"), "The IDP", "The IDP is signed."
    )


def test_a_mistyped_word_is_the_one_that_was_meant() -> None:
    asked = question("what does a temporry connection cost", corrections={"temporry": "temporary"})
    assert is_answered(asked, "Connections", COST)


def test_the_passage_begins_where_the_answer_does() -> None:
    asked = question("what does a temporary connection cost")
    before, after = "\n".join(["Look at the map."] * 40), "\n".join(["Go home."] * 40)
    found = picked(asked, "Connections", f"{before}\n{COST}\n{after}")
    assert found
    assert found.text.startswith(COST)
    assert len(found.text.split()) <= QUOTE_WORDS


def test_a_passage_is_whole_lines_as_they_stand() -> None:
    asked = question("what does a temporary connection cost")
    rows = "Kind  Cost of a temporary connection\nMarket  Rp 350 thousand"
    found = picked(asked, "Connections", rows)
    assert found
    assert found.text == rows


def test_a_sentence_without_end_is_cut_and_says_so() -> None:
    asked = question("what does a temporary connection cost")
    found = picked(asked, "Connections", "temporary connection cost " * 60)
    assert found
    assert found.text.endswith(" …")
    assert len(found.text.split()) == QUOTE_WORDS + 1


def test_a_section_knows_its_heading() -> None:
    asked = question("what does a temporary connection cost")
    html = f"<p>Nothing.</p><h2>What it costs</h2><p>{COST}</p><h2>Who decides</h2><p>The clerk.</p>"
    found = best(asked, "en", "Connections", blocks_of_body(asked, html))
    assert found
    assert (found.block.heading, found.block.anchor) == ("What it costs", "h-what-it-costs")


def test_under_a_title_that_is_the_question_the_summary_answers() -> None:
    asked = question("who is told first when a pipe bursts")
    title = "Order 14: who is told first when a pipe bursts"
    found = under_its_title(asked, "en", title, "Clinics hear of it within 15 minutes.")
    assert found
    assert found.text == "Clinics hear of it within 15 minutes."
    assert under_its_title(asked, "en", "Order 14", "Clinics hear of it within 15 minutes.") is None
    assert under_its_title(asked, "en", title, "") is None


@pytest.mark.parametrize("words", ["(((", "a b c [", "\\d+ .* (?", "who " + "x" * 400, "😀 😀 😀 😀"])
def test_anything_can_be_typed(words: str) -> None:
    assert not is_answered(question(words), "Connections", COST)
