from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lubuk.shared.search.query import LONGEST, parse


def test_words_phrases_and_operators_are_told_apart() -> None:
    query = parse('burst "valve map" -clinic kind:lesson after:2025 unit:"Water board"')
    assert query.words == "burst"
    assert query.values("phrase") == ("valve map",)
    assert query.values("without") == ("clinic",)
    assert query.values("kind") == ("lesson",)
    assert query.values("unit") == ("Water board",)
    assert query.after == date(2025, 1, 1)


def test_operators_have_indonesian_names() -> None:
    query = parse("jenis:panduan oleh:Ratna sebelum:2026-02-03")
    assert (query.values("kind"), query.values("by"), query.before) == (
        ("panduan",),
        ("Ratna",),
        date(2026, 2, 3),
    )


def test_taking_a_chip_away_leaves_the_rest_as_typed() -> None:
    query = parse('burst kind:lesson "valve map" -clinic')
    (lesson, phrase, clinic) = query.chips
    assert query.without(lesson) == 'burst "valve map" -clinic'
    assert query.without(phrase) == "burst kind:lesson -clinic"
    assert query.without(clinic) == 'burst kind:lesson "valve map"'


@pytest.mark.parametrize("text", ["after:someday", "before:2025-13", "after:0000", "colour:blue"])
def test_what_is_not_understood_is_looked_for_as_words(text: str) -> None:
    query = parse(text)
    assert (query.words, query.chips) == (text, ())


@pytest.mark.parametrize("text", ["e-mail", "2019 - 2020", "well-known"])
def test_a_hyphen_inside_is_not_a_minus(text: str) -> None:
    assert parse(text).values("without") == ()


def test_a_quote_that_is_not_closed_reaches_to_the_end() -> None:
    assert parse('"valve map of').values("phrase") == ("valve map of",)


@given(st.text())
def test_anything_can_be_typed(text: str) -> None:
    query = parse(text)
    assert len(query.text) <= LONGEST
    for chip in query.chips:
        assert len(query.without(chip)) < len(query.text)
