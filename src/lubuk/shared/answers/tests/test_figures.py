"""Figures and what they count, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lubuk.shared.answers.figures import figures_in
from lubuk.shared.search.analysis import Language


@pytest.mark.parametrize(
    ("text", "language", "measure", "amount"),
    [
        ("within 15 minutes", "en", "minut", 15),
        ("dalam 15 menit", "id", "minut", 15),
        ("Rp 1,900", "en", "money", 1_900),
        ("Rp 1.900", "id", "money", 1_900),
        ("Rp 40 million", "en", "money", 40_000_000),
        ("40 juta rupiah", "id", "money", 40_000_000),
        ("Rp 2,5 juta", "id", "money", 2_500_000),
        ("by 12.5%", "en", "per cent", Decimal("12.5")),
        ("12,5 persen", "id", "per cent", Decimal("12.5")),
        ("from 08.00 to", "en", "clock", 8),
        ("on 12 November", "en", "novemb", 12),
    ],
)
def test_a_figure_counts_something(text: str, language: Language, measure: str, amount: Decimal) -> None:
    assert {what: [*amounts] for what, amounts in figures_in(text, language).items()} == {
        measure: [Decimal(amount)]
    }


@pytest.mark.parametrize(
    "text", ["in 2024 the council", "see 4.", "GD-2026-0003", "22/2024", "x1y", "1" * 400 + " of"]
)
def test_a_year_or_a_number_of_something_counts_nothing(text: str) -> None:
    assert figures_in(text, "en") == {}


def test_a_figure_is_said_as_it_stands() -> None:
    found = figures_in("It costs Rp 350 thousand, from 08.00 to 15.00.", "en")
    assert [*found["money"].values()] == ["Rp 350 thousand"]
    assert [*found["clock"].values()] == ["08.00", "15.00"]
