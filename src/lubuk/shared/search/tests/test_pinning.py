"""What the office puts first for a search: above the results, marked, and only for those who may see it."""

from __future__ import annotations

import pytest
from django.test import Client

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions as item_actions
from lubuk.foundation.items.models import Item
from lubuk.shared.search.actions import pin, unpin
from lubuk.shared.search.models import Pin
from lubuk.shared.search.outbox import catch_up
from tests.cast import Visit, a_draft, an_article, last_entry, not_allowed, refused

pytestmark = pytest.mark.django_db

MARK = "Picked by the office"


@pytest.fixture
def map_of_valves(ana: Person) -> Item:
    an_article(by=ana, title="Valve, valve and valve", audience="public")
    picked = an_article(by=ana, title="Where everything is", audience="institution")
    catch_up()
    return picked


def html(browser: Client, **asked: str) -> str:
    return browser.get("/search/", asked).content.decode()


def test_a_pin_stands_first_and_is_marked(
    map_of_valves: Item, odi: Person, ben: Person, visit: Visit
) -> None:
    pin(map_of_valves, "  VALVE ", by=odi)
    page = html(visit(ben), q="valve")
    assert page.index(MARK) < page.index("Where everything is") < page.index("Valve, valve and valve")


def test_who_may_not_see_it_hears_nothing_of_it(map_of_valves: Item, odi: Person, client: Client) -> None:
    pin(map_of_valves, "valve", by=odi)
    page = html(client, q="valve")
    assert MARK not in page
    assert "Where everything is" not in page


def test_other_words_a_filter_and_the_next_page_have_no_pin(
    map_of_valves: Item, odi: Person, ben: Person, visit: Visit
) -> None:
    pin(map_of_valves, "valve", by=odi)
    for asked in ({"q": "valves"}, {"q": "valve", "kind": "article"}, {"q": "valve", "order": "newest"}):
        assert MARK not in html(visit(ben), **asked)


def test_it_does_not_stand_there_twice(map_of_valves: Item, ana: Person, odi: Person, visit: Visit) -> None:
    other = an_article(by=ana, title="Valve book", audience="public")
    catch_up()
    pin(other, "valve", by=odi)
    assert html(visit(ana), q="valve").count(f'href="{other.get_absolute_url()}"') == 1


def test_a_pin_is_shown_where_nothing_else_is_found(
    map_of_valves: Item, odi: Person, ben: Person, visit: Visit
) -> None:
    pin(map_of_valves, "zeppelin", by=odi)
    assert "Where everything is" in html(visit(ben), q="zeppelin")


def test_a_withdrawn_page_stands_nowhere(
    map_of_valves: Item, odi: Person, ana: Person, ben: Person, visit: Visit
) -> None:
    pin(map_of_valves, "valve", by=odi)
    item_actions.change_audience(map_of_valves, "people", by=ana)
    assert MARK not in html(visit(ben), q="valve")


def test_taken_off_it_stands_where_it_stood(
    map_of_valves: Item, odi: Person, ben: Person, visit: Visit
) -> None:
    pin(map_of_valves, "valve", by=odi)
    unpin(map_of_valves, "Valve", by=odi)
    assert MARK not in html(visit(ben), q="valve")


def test_both_leave_a_trail(map_of_valves: Item, odi: Person) -> None:
    pin(map_of_valves, "Valve map", by=odi)
    pin(map_of_valves, "valve map", by=odi)
    entry = last_entry(map_of_valves)
    assert (entry.act, entry.actor_id, entry.to_state) == ("Pinned", odi.pk, "valve map")
    assert Pin.objects.count() == 1
    unpin(map_of_valves, "valve map", by=odi)
    assert last_entry(map_of_valves).act == "Unpinned"


@pytest.mark.parametrize("name", ["ana", "ben", "dora", "mia", "fay", "nia"])
def test_only_the_office_puts_first(map_of_valves: Item, name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    with not_allowed():
        pin(map_of_valves, "valve", by=person)
    with not_allowed():
        unpin(map_of_valves, "valve", by=person)


def test_a_page_of_another_institution_and_a_draft_are_not_put_first(
    map_of_valves: Item, nia: Person, odi: Person, ana: Person
) -> None:
    theirs = an_article(by=nia, title="Quay", audience="public")
    for item in (theirs, a_draft(by=ana)):
        with not_allowed():
            pin(item, "quay", by=odi)


def test_without_words_there_is_nothing_to_be_first_for(map_of_valves: Item, odi: Person) -> None:
    with refused("Write the words"):
        pin(map_of_valves, " kind:guide ", by=odi)


def test_five_are_enough(ana: Person, odi: Person) -> None:
    *five, sixth = (an_article(by=ana, title=f"Page {number}") for number in range(6))
    for item in five:
        pin(item, "page", by=odi)
    with refused("Five pages stand first"):
        pin(sixth, "page", by=odi)


# The office's page of one search

TEND = "/office/searches/words/"


def test_the_office_puts_a_result_first_and_takes_it_off(
    map_of_valves: Item, odi: Person, ben: Person, visit: Visit
) -> None:
    office = visit(odi)
    assert "Put a page first for this search" in html(office, q="valve")
    assert "Put a page first for this search" not in html(visit(ben), q="valve")
    office.post(f"{TEND}pin/", {"q": "valve", "item": map_of_valves.pk})
    assert MARK in html(visit(ben), q="valve")
    assert "Where everything is" in office.get(TEND, {"q": "valve"}).content.decode()
    office.post(f"{TEND}unpin/", {"q": "valve", "item": map_of_valves.pk})
    assert MARK not in html(visit(ben), q="valve")


def test_a_page_is_named_by_its_number(map_of_valves: Item, odi: Person, ben: Person, visit: Visit) -> None:
    visit(odi).post(f"{TEND}pin/", {"q": "valve", "number": map_of_valves.number.lower()})
    assert MARK in html(visit(ben), q="valve")


@pytest.mark.parametrize("number", ["", "AR-1999-0001", "' OR 1=1 --", "9" * 400])
def test_an_unknown_number_is_said_to_be_unknown(
    map_of_valves: Item, odi: Person, visit: Visit, number: str
) -> None:
    answer = visit(odi).post(f"{TEND}pin/", {"q": "valve", "number": number}, follow=True)
    assert "You see no published page with this number" in answer.content.decode()
    assert not Pin.objects.exists()


@pytest.mark.parametrize("item", ["", "x", "9" * 60, "-1"])
def test_what_is_not_there_cannot_be_put_first(
    map_of_valves: Item, odi: Person, visit: Visit, item: str
) -> None:
    assert visit(odi).post(f"{TEND}pin/", {"q": "valve", "item": item}).status_code == 404
