"""A question in one language finds what is written in the other, by the words of offices alone."""

from __future__ import annotations

import csv

import pytest

from lubuk.shared.search.glossary import BETWEEN, FILE, LONGEST, translations
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tests.makers import document, ids, search


def test_the_table_has_a_meaning_a_line_and_each_way_once() -> None:
    rows = list(csv.reader(FILE.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["id", "en"]
    for column in (0, 1):
        ways = [way.strip().lower() for row in rows[1:] for way in row[column].split(BETWEEN)]
        assert all(way and len(way.split()) <= LONGEST for way in ways)
        assert len(ways) == len(set(ways))


def test_a_question_finds_what_is_written_in_the_other_language(engine: TantivyEngine) -> None:
    engine.index(
        [
            document(1, "Overtime", body="Who approves overtime, and when.", language="en"),
            document(2, "Jadwal rapat", body="Setiap Senin pagi.", language="id"),
            document(3, "Cuti sakit", body="Dengan surat dokter.", language="id"),
        ],
        position="1",
    )
    assert ids(engine.search(search("siapa yang menyetujui lembur"))) == [1]
    assert ids(engine.search(search("sick leave"))) == [3]
    assert ids(engine.search(search("meetings"))) == [2]


def test_the_words_themselves_come_before_their_translation(engine: TantivyEngine) -> None:
    engine.index(
        [document(1, "Cuti tahunan", language="id"), document(2, "Annual leave", language="en")], position="1"
    )
    assert ids(engine.search(search("annual leave"))) == [2, 1]
    assert ids(engine.search(search("cuti tahunan"))) == [1, 2]


def test_the_longest_run_counts_and_its_parts_stand_in_for_it() -> None:
    (found,) = translations(["cuti", "melahirkan"])
    assert (found.start, found.end) == (0, 2)
    assert ("en", ("matern", "leav")) in found.ways
    assert (found.parts[0].start, found.parts[0].end) == (0, 1)


def test_what_was_found_is_marked_in_the_passage(engine: TantivyEngine) -> None:
    engine.index([document(1, "Rules", body="All overtime is paid.", language="en")], position="1")
    (hit,) = engine.search(search("lembur")).hits
    assert "<mark>overtime</mark>" in hit.passage


def test_what_is_told_of_a_score_adds_up_to_it(engine: TantivyEngine) -> None:
    """A subject says it in both languages: of what stands for one word only the best counts."""
    labels = (("en", "Overtime"), ("id", "Lembur"))
    engine.index([document(1, "Rules of overtime", language="en", labels=labels)], position="1")
    (hit,) = engine.search(asked := search("aturan lembur")).hits
    told = engine.explain(asked, [1])[1]
    assert (
        sum(weight for _term, weight in told.terms) == pytest.approx(told.score) == pytest.approx(hit.score)
    )


def test_a_word_that_has_a_translation_is_no_misspelling(engine: TantivyEngine) -> None:
    engine.index(
        [
            document(1, "Lembut", body="Kain yang lembut.", language="id"),
            document(2, "Overtime", language="en"),
        ],
        position="1",
    )
    found = engine.search(search("lembur"))
    assert (ids(found), dict(found.corrections)) == ([2], {})


def test_in_one_language_nothing_changes(engine: TantivyEngine) -> None:
    """“air” is water in one language and what we breathe in the other."""
    engine.index(
        [document(1, "Air bersih", language="id"), document(2, "Udara bersih", language="id")], position="1"
    )
    assert ids(engine.search(search("air", languages=("id",))))[0] == 1
