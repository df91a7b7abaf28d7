"""Subjects and people are found by their names: in the box while typing, and as cards above the results."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.names import people_typed, subject_names
from lubuk.shared.search.rebuild import rebuild
from tests.cast import Visit, a_person, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _subjects(supply: Subject, leaks: Subject) -> None:
    Subject.objects.filter(pk=supply.pk).update(
        alt_labels={"en": ["Drinking water"]}, hidden_labels={"en": ["Watter"]}
    )
    Subject.objects.create(
        labels={"en": "Waste water", "id": "Air limbah"}, slug="waste", definitions={"en": "What runs off."}
    )


def subjects(typed: str) -> list[str]:
    rows = Subject.objects.in_bulk(found := subject_names().typed(typed))
    return [rows[pk].slug for pk in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wat", ["supply", "waste"]),
        ("water su", ["supply"]),
        ("supply wat", ["supply"]),
        ("penyedia", ["supply"]),  # in the other language
        ("drink", ["supply"]),  # another name
        ("watter", ["supply"]),  # a hidden one
        ("air", ["supply", "waste"]),
        ("suply", ["supply"]),  # a letter left out
        ("kebocroan", ["leaks"]),  # two swapped
        ("penyeddiaan aer", []),  # a word of three letters is not guessed at
        ("zeppelin", []),
        ("", []),
        ("%_", []),
        ("\U0010ffff", []),
    ],
)
def test_a_subject_is_found_by_any_of_its_names(typed: str, found: list[str]) -> None:
    assert set(subjects(typed)) == set(found)


def test_who_is_called_so_comes_before_who_is_nearly(leaks: Subject) -> None:
    Subject.objects.create(labels={"en": "Leeks"}, slug="leeks")
    assert subjects("leeks") == ["leeks"]
    assert subjects("leks") == ["leaks", "leeks"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("melati lumb", ["Melati Lumbanrejo"]),
        ("lumbanrejo melati", ["Melati Lumbanrejo"]),
        ("Melaty", ["Melati Lumbanrejo"]),
        ("lumbanrjeo", ["Melati Lumbanrejo"]),
        ("jose", ["José Á. Wirawan"]),
        ("100%", []),
        ("'; --", []),
    ],
)
def test_a_colleague_is_found_with_a_mistake(typed: str, found: list[str], ana: Person) -> None:
    a_person("mel", ana.unit, name="Melati Lumbanrejo")
    a_person("jose", ana.unit, name="José Á. Wirawan")
    a_person("left", ana.unit, name="Melati Gone", is_active=False)
    assert [one.name for one in people_typed(typed, 3)] == found


def test_the_box_offers_pages_people_and_subjects_in_groups(
    ana: Person, cleo: Person, an_index: Engine, visit: Visit
) -> None:
    a_person("wat", ana.unit, name="Waterson Tirta", post="Fitter")
    an_article(by=ana, title="Water at night")
    rebuild(an_index)
    page = visit(cleo).get("/search/suggest?q=wat").content.decode()
    assert [page.index(f'aria-label="{name}"') for name in ("Pages", "People", "Subjects")] == sorted(
        page.index(f'aria-label="{name}"') for name in ("Pages", "People", "Subjects")
    )
    assert page.count('role="option"') == 4
    assert "<mark>Wat</mark>erson" in page


def test_while_the_index_is_being_built_names_are_there_already(
    cleo: Person, visit: Visit, an_index: Engine
) -> None:
    page = visit(cleo).get("/search/suggest?q=cleo").content.decode()
    assert page.count('role="option"') == 1


@pytest.mark.parametrize("words", ["Waste water", "air limbah", "water waste", "wast watre"])
def test_a_subject_searched_by_name_stands_above_the_results(
    words: str, cleo: Person, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    page = visit(cleo).get("/search/", {"q": words}).content.decode()
    assert 'aria-labelledby="h-subject-' in page
    assert "What runs off." in page


@pytest.mark.parametrize("words", ["Ana Tirta", "tirta ana", "Ana", "Anna Trita"])
def test_a_colleague_searched_by_name_stands_above_the_results_for_colleagues(
    words: str, ana: Person, cleo: Person, ed: Person, fay: Person, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    card = f'aria-labelledby="h-person-{ana.pk}"'
    shown = card in visit(cleo).get("/search/", {"q": words}).content.decode()
    assert shown == (words != "Anna Trita")  # names of three letters are not guessed at
    for outsider in (ed, fay):
        assert card not in visit(outsider).get("/search/", {"q": words}).content.decode()


def test_narrowed_searches_show_pages_alone(
    ana: Person, cleo: Person, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    page = visit(cleo).get("/search/", {"q": "Ana Tirta kind:guide"}).content.decode()
    assert "h-person-" not in page


def test_more_names_are_no_more_questions(ana: Person, cleo: Person, an_index: Engine, visit: Visit) -> None:
    rebuild(an_index)
    client = visit(cleo)

    def asked() -> int:
        client.get("/search/suggest?q=wat")
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/suggest?q=wat")
        return len(queries)

    few = asked()
    for n in range(9):
        Subject.objects.create(labels={"en": f"Water {n}"})
        a_person(f"w{n}", ana.unit, name=f"Water {n}")
    assert asked() <= few
