from itertools import product

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
    assert mistakes(left, right, 2) == count


@pytest.mark.parametrize("most", [1, 2])
def test_it_is_counted_no_further_than_asked(most: int) -> None:
    """Against a count that looks at everything, over all words of five letters out of three."""
    words = ["".join(letters) for letters in product("abc", repeat=5)][::3]
    for left, right in product(words[:20], words):
        assert min(mistakes(left, right, most), most + 1) == min(mistakes(left, right, 9), most + 1)


def test_the_nearest_word_wins_then_the_commoner() -> None:
    assert nearest("brust", [["burst", "trust"], ["burst"], ["rust"]]) == "burst"


def test_short_words_and_numbers_are_left_alone() -> None:
    assert nearest("dan", [["day"]]) == ""
    assert nearest("2025", [["2026"]]) == ""
