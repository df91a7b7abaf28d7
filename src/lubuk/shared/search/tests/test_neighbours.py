"""Items near a text: the nearest first, and only those that the reader may see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.shared.search.neighbours import like
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.tests.item_makers import person, published, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Person:
    return person("Ana", unit("City"))


@pytest.fixture
def nia() -> Person:
    """Of another institution."""
    return person("Nia", unit("Harbour"))


@pytest.fixture(autouse=True)
def _texts(ana: Person) -> None:
    published(ana, "Repairing a leaking valve", "Close the valve, dig, change the gasket of the pipe.")
    published(ana, "Reading the water meter", "Write down what the meter shows.", audience="public")
    published(ana, "Ordering office paper", "Ask the store for paper.", audience="public")
    catch_up()
    catch_up()


def test_the_nearest_comes_first(ana: Person) -> None:
    found = like("The gasket of a pipe was broken, and the valve leaked.", ana)
    assert title_of(found[0].id) == "Repairing a leaking valve"
    assert [near.score for near in found] == sorted((near.score for near in found), reverse=True)


def test_the_same_text_is_nearer_than_a_shared_word(ana: Person) -> None:
    (same, *_others) = like(
        "Close the valve, dig, change the gasket of the pipe.", ana, title="Repairing a leaking valve"
    )
    (word, *_more) = like("A valve on the roof of the school garden, painted by children", ana)
    assert same.score > 0.5 > word.score


def test_every_score_lies_between_nought_and_one(ana: Person) -> None:
    assert all(0 < near.score <= 1 for near in like("valve " * 500, ana, title="valve valve"))


def test_nobody_is_shown_what_they_may_not_see(nia: Person) -> None:
    assert like("A leaking valve and its gasket", nia) == []


def test_what_was_just_taken_away_is_gone_at_once(ana: Person, nia: Person) -> None:
    (near,) = like("the meter", nia)
    item = ana.items.get(pk=near.id)
    actions.change_audience(item, "institution", by=ana)
    assert like("the meter", nia) == []


def test_an_item_is_not_its_own_neighbour(ana: Person) -> None:
    item = ana.items.get(title="Reading the water meter")
    assert item.pk not in {near.id for near in like("meter", ana, but=item.pk)}


@pytest.mark.parametrize("text", ["", "the of and", "zzyzx", "\0", '😀 ((( ]]] " OR 1=1', "x" * 100_000])
def test_any_text_may_be_asked_about(ana: Person, text: str) -> None:
    assert like(text, ana) == []


def test_it_costs_as_many_questions_however_much_is_near(
    ana: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    like("valve", ana)
    for number in range(5):
        published(ana, f"Valve {number}")
    catch_up()
    with django_assert_num_queries(1):
        assert len(like("valve", ana)) == 6


def title_of(item_id: int) -> str:
    return Person.objects.get(username="ana").items.get(pk=item_id).title
