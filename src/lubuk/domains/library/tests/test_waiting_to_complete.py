"""What stewards could complete: the least complete of the pages they tend, a few at a time."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.library.waiting import to_complete
from lubuk.foundation.accounts.models import Person
from tests.cast import Visit, a_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_least_complete_come_first_to_who_tends_them(
    ana: Person, cleo: Person, dora: Person, visit: Visit
) -> None:
    a_procedure(by=ana, approved_by=dora, title="Half", summary="In short.")
    a_procedure(by=ana, approved_by=dora, title="Thin")
    assert [task.title for task in to_complete(dora)] == ["Thin", "Half"]
    assert "Still to add: In a sentence or two, Legal basis." in to_complete(dora)[0].text
    assert to_complete(cleo) == []
    assert visit(dora).get("/").text.count("Complete it") >= 2


def test_the_list_asks_no_more_for_more_rows(
    ana: Person, dora: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_procedure(by=ana, approved_by=dora)
    to_complete(dora)  # where she stands is known from here on
    with django_assert_num_queries(2):
        to_complete(dora)
    for number in range(2):
        a_procedure(by=ana, approved_by=dora, title=f"More {number}")
    with django_assert_num_queries(2):
        assert len(to_complete(dora)) == 3
