import pytest

from lubuk.shared.search.analysis import guess_language, language_of, terms, words


def test_forms_of_an_english_word_meet() -> None:
    assert terms("Pipes burst", "en") == terms("the pipe bursts", "en")


def test_forms_of_an_indonesian_word_meet() -> None:
    assert terms("kebocoran", "id") == terms("bocor", "id")
    assert terms("memperbaiki", "id") == terms("perbaikan", "id")


def test_accents_and_apostrophes_do_not_matter() -> None:
    assert words("Café D’Or") == words("cafe d'or")


def test_another_language_keeps_its_plain_words() -> None:
    assert terms("Mvelaphanda na Tshivenḓa", language_of("ve")) == ["mvelaphanda", "na", "tshivenda"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What to do when the water has come into the house", "en"),
        ("Apa yang harus dilakukan bila air sudah masuk ke rumah", "id"),
        ("1, 2, 3", "xx"),
        ("", "xx"),
    ],
)
def test_a_language_shows_in_its_small_words(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_run_of_letters_without_end_is_cut() -> None:
    assert len(terms("a" * 100_000, "en")[0]) <= 64
