import pytest

from lubuk.shared.search.spelling import mistakes, nearest


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("pump", "pump", 0),
        ("pmup", "pump", 1),
        ("pum", "pump", 1),
        ("pumpp", "pump", 1),
        ("bump", "pump", 1),
        ("", "ab", 2),
    ],
)
def test_a_swap_is_one_mistake(left: str, right: str, count: int) -> None:
    assert mistakes(left, right) == count


def test_the_nearest_word_wins_then_the_commoner() -> None:
    assert nearest("brust", [["burst", "trust"], ["burst"], ["rust"]]) == "burst"


def test_short_words_and_numbers_are_left_alone() -> None:
    assert nearest("dan", [["day"]]) == ""
    assert nearest("2025", [["2026"]]) == ""
