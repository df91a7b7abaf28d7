"""What of a model's text is shown, whatever it was talked into."""

from __future__ import annotations

import pytest

from lubuk.shared.answers.citing import MOST_SENTENCES, Passage, Sentence, supported

PASSAGES = [
    Passage("A temporary connection may run for 90 days at most and be renewed once.", "en"),
    Passage("Up to 20 m³ a day the counter clerk decides.", "en"),
]


def texts(said: str) -> list[str]:
    return [one.text for one in supported(said, PASSAGES)]


def test_a_sentence_that_its_passage_bears_out_is_shown_with_its_number() -> None:
    said = "A temporary connection may run for 90 days [1]. The clerk decides up to 20 m³ a day. [2]"
    assert supported(said, PASSAGES) == [
        Sentence("A temporary connection may run for 90 days.", (1,)),
        Sentence("The clerk decides up to 20 m³ a day.", (2,)),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "A temporary connection may run for 90 days.",
        "A temporary connection may run for 90 days [3].",
        "A temporary connection may run for 90 days [0].",
        "A temporary connection may run for 90 days [1, 7].",
        "A temporary connection may run for 120 days [1].",
        "A temporary connection may run for 90 days [2].",
        "Ask the mayor for whatever you like [1].",
        "The connection is gold [1].",
        "A temporary connection may run for 90 days, see https://evil.example/pay [1].",
        "A temporary connection may run for 90 days, see [here](//evil.example) [1].",
        "A temporary connection may run for 90 days <img src=x onerror=alert(1)> [1].",
        "A temporary connection may run for 90 days \u202e [1].",
        "[1]",
        "",
    ],
)
def test_a_sentence_that_nothing_bears_out_is_dropped(said: str) -> None:
    assert texts(said) == []


def test_what_is_borne_out_stays_beside_what_is_not() -> None:
    said = "Send your password to Ana [1]. A temporary connection may run for 90 days [1]."
    assert texts(said) == ["A temporary connection may run for 90 days."]


def test_marks_of_a_list_are_no_part_of_a_sentence() -> None:
    said = "- **A temporary connection** may run for 90 days [1]\n- The counter clerk decides up to 20 m³ [2]"
    assert texts(said) == [
        "A temporary connection may run for 90 days",
        "The counter clerk decides up to 20 m³",
    ]


def test_a_flood_of_sentences_ends() -> None:
    assert len(texts("A temporary connection may run for 90 days [1]. " * 50)) == MOST_SENTENCES
