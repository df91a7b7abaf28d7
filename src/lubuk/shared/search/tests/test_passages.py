import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from lubuk.shared.search.analysis import Token, terms
from lubuk.shared.search.passages import LENGTH, Wanted, mark_beginnings, passage

TAG = re.compile(r"<[^>]*>")


def wanted(words: str) -> Wanted:
    return Wanted({"en": frozenset(terms(words, "en"))})


def shown(text: str, words: str) -> str:
    return passage(text, wanted(words).find(text, "en"))


def test_the_documents_own_words_are_marked() -> None:
    assert shown("The pipes had burst.", "burst pipe") == "The <mark>pipes</mark> had <mark>burst</mark>."


def test_a_found_term_knows_where_its_word_stands() -> None:
    text = "Where the pipes burst"
    assert wanted("pipe").find(text, "en") == [Token("pipe", 10, 15)]


def test_found_neighbours_share_one_mark() -> None:
    assert "<mark>burst pipes</mark>" in shown("Two burst pipes", "pipe burst")


def test_the_place_where_most_words_stand_together_is_shown() -> None:
    text = "A pipe. " + "Nothing to see here. " * 60 + "The pipe burst at night. " + "More of nothing. " * 60
    html = shown(text, "burst pipe night")
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert "The <mark>pipe burst</mark> at <mark>night</mark>." in html
    assert len(TAG.sub("", html)) < LENGTH + 80


def test_a_short_text_is_shown_whole() -> None:
    assert shown("Close the valve.", "pump") == "Close the valve."


def test_markup_in_a_text_stays_text() -> None:
    html = shown('<img src=x onerror="alert(1)"> pipe </mark><script>', "pipe script img")
    assert set(TAG.findall(html)) == {"<mark>", "</mark>"}
    assert "onerror=&quot;" in html


@given(st.text(alphabet="<>&\"' \n.pipeburst", max_size=600))
def test_no_text_can_bring_its_own_tags(text: str) -> None:
    html = shown(text, "pipe burst")
    assert set(TAG.findall(html)) <= {"<mark>", "</mark>"}
    assert html.count("<mark>") == html.count("</mark>")
    assert unescape(TAG.sub("", html)).strip("… ") in text


def test_what_was_typed_is_marked_at_the_beginning_of_words() -> None:
    assert mark_beginnings("Burst <pipe>", ["burst", "pi"]) == "<mark>Burst</mark> &lt;<mark>pi</mark>pe&gt;"
