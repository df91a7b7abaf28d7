"""Items cut into parts: of about 200 words, each under its heading, known by what the model reads."""

from lubuk.shared.search.cutting import (
    MOST_PARTS,
    Part,
    first_parts,
    parts_of_html,
    parts_of_page,
    parts_of_text,
)


def test_a_part_is_read_with_title_and_heading() -> None:
    first, second = parts_of_html("Pumps", "<p>Before.</p><h2>Fuel</h2><p>Diesel.</p>")
    assert (first.said, first.anchor) == ("Pumps\nBefore.", "")
    assert (second.said, second.anchor) == ("Pumps\nFuel\nDiesel.", "h-fuel")


def test_what_begins_with_its_title_doesnt_say_it_twice() -> None:
    (part,) = parts_of_text("Pumps", "Pumps are started early.")
    assert part.said == "Pumps are started early."


def test_a_long_text_is_cut_at_its_sentences() -> None:
    parts = list(parts_of_text("T", " ".join(f"Word {n} is here." for n in range(300))))
    assert all(len(part.text.split()) <= 200 for part in parts)
    assert " ".join(part.text.replace("\n", " ") for part in parts).split()[-1] == "here."


def test_a_page_of_a_file_keeps_its_number() -> None:
    (part,) = parts_of_page("T", 7, 12, "Costs", "Paid in May.")
    assert (part.content, part.page, part.heading) == (7, 12, "Costs")


def test_the_same_part_is_known_again_and_another_is_not() -> None:
    assert Part("T", "a").digest == Part("T", "a").digest
    assert len({Part("T", "a").digest, Part("U", "a").digest, Part("T", "a", "H").digest}) == 3


def test_nothing_hostile_makes_it_fail() -> None:
    assert "\0" not in Part("T", "a\0b").said
    assert Part("T", "\ud800 half a letter").digest
    assert len(Part("T", "x" * 1_000_000).said) < 5_000
    assert len(first_parts(Part("T", str(n)) for n in range(MOST_PARTS + 50))) == MOST_PARTS
