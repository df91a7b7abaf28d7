"""The search page and the suggestions, as a browser without JavaScript gets them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.tests.item_makers import person, published, unit

pytestmark = pytest.mark.django_db

SEARCH, SUGGEST = "/search/", "/search/suggest"
QUERIES = 6  # of a stranger's page: items, subjects and their names, units and what the frame asks


@pytest.fixture
def ana() -> Person:
    ana = person("Ana", unit("City"))
    Subject.objects.create(labels={"en": "Flood response", "id": "Tanggap banjir"})
    published(
        ana, "Flood pump checklist", "Start the pump before the water comes.", audience="public", kind="news"
    )
    published(ana, "Flood gates", "The gates are closed at yellow. " * 40, audience="public")
    published(ana, "Flood budget", "Money for the pump house.", audience="institution")
    catch_up()
    return ana


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_finds_what_is_public_and_hears_of_nothing_else(client: Client, ana: Person) -> None:
    html = page(client, SEARCH, q="flood pump")
    assert "Flood pump checklist" in html
    assert "<mark>Flood pump</mark>" in html
    assert "budget" not in html
    assert "2 results" in html


def test_a_colleague_finds_more(client: Client, ana: Person) -> None:
    client.force_login(ana)
    assert "Flood budget" in page(client, SEARCH, q="flood pump")


def test_a_kind_narrows(client: Client, ana: Person) -> None:
    html = page(client, SEARCH, q="flood", kind="news")
    assert "Flood pump checklist" in html
    assert "Flood gates" not in html
    assert 'value="news" checked' in html


def test_an_operator_is_a_chip_that_can_be_taken_away(client: Client, ana: Person) -> None:
    html = page(client, SEARCH, q="flood kind:news")
    assert 'href="?q=flood"' in html
    assert "Flood gates" not in html


def test_a_typing_mistake_is_offered_corrected(client: Client, ana: Person) -> None:
    html = page(client, SEARCH, q="flood chekclist")
    assert "flood checklist</a>" in html
    assert "Flood pump checklist" in html


def test_nothing_found_says_what_to_take_away(client: Client, ana: Person) -> None:
    html = page(client, SEARCH, q="zzyzx kind:news", language="id")
    assert "Nobody has written this down yet" in html
    assert "Search without kind:news" in html
    assert "Look in all kinds" in html


def test_an_empty_box_shows_the_newest(client: Client, ana: Person) -> None:
    assert "Newest first" in page(client, SEARCH)


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "-3"},
        {"page": "99999999999"},
        {"page": "x"},
        {"kind": "nonsense"},
        {"unit": "' OR 1=1"},
        {"trust": "blind"},
        {"changed": "never"},
        {"order": "worst"},
        {"q": '"' * 400},
        {"q": "after:9999-99"},
    ],
)
def test_an_address_can_hold_anything(client: Client, ana: Person, asked: dict[str, str]) -> None:
    page(client, SEARCH, **({"q": "flood"} | asked))


def test_what_was_typed_cannot_become_markup(client: Client, ana: Person) -> None:
    html = page(client, SEARCH, q='<script>alert(1)</script> "<b>" -"<i>"')
    assert "<script>alert" not in html
    assert "<b>" not in html.replace("<b>Lubuk</b>", "").replace("<b>Narrow the results</b>", "")


def test_markup_in_a_text_stays_text(client: Client, ana: Person) -> None:
    published(ana, "Tags", "Write &lt;img src=x onerror=alert(1)&gt; in the pump log", audience="public")
    catch_up()
    html = page(client, SEARCH, q="log")
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html


def test_the_number_of_queries_does_not_grow_with_the_results(
    client: Client, ana: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        published(ana, f"Flood note {number}", audience="public")
    catch_up()
    page(client, SEARCH, q="flood")
    with django_assert_max_num_queries(QUERIES):
        page(client, SEARCH, q="flood")


def test_nor_do_they_for_a_colleague(
    client: Client, ana: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One page of two results costs what one of ten does, wherever they stand and whoever wrote them."""
    client.force_login(ana)
    page(client, SEARCH, q="flood")
    with CaptureQueriesContext(connection) as few:
        page(client, SEARCH, q="flood")
    cost = len(few)
    for number in range(12):
        other = person(f"Writer {number}", unit(f"Unit {number}"))
        published(other, f"Flood note {number}", audience="public")
    catch_up()
    page(client, SEARCH, q="flood")
    with django_assert_num_queries(cost):
        assert page(client, SEARCH, q="flood").count('class="entry"') == 10


def test_before_the_first_index_the_page_says_so(client: Client) -> None:
    unit("City")
    answer = client.get(SEARCH, {"q": "flood"})
    assert answer.status_code == 503
    assert answer["Retry-After"]


# Suggestions


def test_titles_subjects_and_colleagues_are_suggested(client: Client, ana: Person) -> None:
    client.force_login(ana)
    html = page(client, SUGGEST, q="flo")
    assert html.count('role="option"') == 4
    assert "<mark>Flo</mark>od response" in html
    assert "<mark>An</mark>a" in page(client, SUGGEST, q="an")


def test_a_stranger_is_not_told_who_works_here_or_what_is_inside(client: Client, ana: Person) -> None:
    assert "Ana" not in page(client, SUGGEST, q="an")
    assert "budget" not in page(client, SUGGEST, q="flood")


def test_one_letter_suggests_nothing(client: Client, ana: Person) -> None:
    assert "option" not in page(client, SUGGEST, q="f")


def test_a_suggestion_that_was_just_withdrawn_is_gone(client: Client, ana: Person) -> None:
    item = published(ana, "Flood siren", audience="public")
    catch_up()
    actions.change_audience(item, "people", by=ana)
    assert "siren" not in page(client, SUGGEST, q="flood s")
