"""How like two texts are."""

from lubuk.shared.likeness.measuring import SAME, resemblance, shingles, titles_alike

VALVE = (
    "Close the valve with a quarter turn and wait until the pressure has settled. Dig along the northern side, "
    "change the gasket of the pipe, and write the reading of the gauge into the log before the street is closed."
)
MENDED = VALVE.replace("quarter turn", "half turn").replace("northern side", "southern side")
METER = (
    "The meter stands behind the gate of each house. Read the black digits, note them with the number of the "
    "house, and tell the household what they have used since the reading of last month."
)


def test_a_mended_copy_is_the_same_text() -> None:
    assert alike(VALVE, MENDED) > 0.6


def test_it_is_as_like_from_either_side_and_however_long() -> None:
    assert alike(VALVE, MENDED) == alike(MENDED, VALVE)
    assert alike(VALVE, VALVE + " " + METER) < alike(VALVE, VALVE) == 1.0


def test_two_texts_on_one_matter_are_not_the_same() -> None:
    assert alike(VALVE, METER) < SAME / 3


def test_a_line_is_too_short_to_tell() -> None:
    assert alike("Ask the store.", "Ask the store.") == 0.0


def test_titles_are_alike_by_their_stems() -> None:
    assert titles_alike("Flushing hydrants", "How to flush a hydrant", "en") == 1.0
    assert titles_alike("Membaca meteran air", "Cara membaca meteran", "id") >= 0.6
    assert titles_alike("Flushing hydrants", "Painting hydrants", "en") < 0.6


def test_one_word_in_common_is_no_likeness() -> None:
    assert titles_alike("Water", "Water bills and tariffs", "en") == 0.0
    assert titles_alike("", "Water", "en") == 0.0
    assert titles_alike("Leaks", "Leak", "en") == 1.0


def alike(one: str, other: str) -> float:
    return resemblance(shingles(one, "en"), shingles(other, "en"))
