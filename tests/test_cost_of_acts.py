"""How many questions acts ask: what officers bring in is published by the thousand."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from tests.cast import an_article

pytestmark = pytest.mark.django_db


def test_an_article_is_begun_placed_opened_and_published_with_few_questions(
    ana: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    an_article(by=ana)
    with django_assert_max_num_queries(50):
        an_article(by=ana)


def test_numbers_of_a_series_follow_one_another(ana: Person) -> None:
    first, second = (int(an_article(by=ana).number.rpartition("-")[2]) for _time in range(2))
    assert second == first + 1
