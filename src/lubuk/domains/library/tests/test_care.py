"""How it stands with what one looks after: each number is the length of the list it leads to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lubuk.domains.library.caring import CONCERNS
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.usefulness.actions import say
from tests.cast import Visit, a_draft, a_guide, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def shown(visit: Visit, person: Person, concern: str) -> tuple[int, set[str]]:
    """The number on the page, and the titles of the list."""
    page = visit(person).get("/care/", {"show": concern}).content.decode()
    number = re.search(rf'\?show={concern}#h-list">[^<]*</a></dt><dd>(\d+)<', page)
    titles = set(re.findall(r'<h3[^>]*><a href="/items/[^"]*">([^<]*)</a>', page))
    return int(number[1]) if number else -1, titles


def overdue(item: Item) -> Item:
    Item.objects.filter(pk=item.pk).update(check_by=timezone.localdate() - timedelta(days=1))
    return item


@pytest.fixture
def stock(ana: Person, ben: Person, cleo: Person, dora: Person, adi: Person) -> None:
    """In Dora's care: four pages of the network. Cleo's health page is not."""
    official = a_guide(by=ana, approved_by=dora, title="Official")
    actions.endorse(official, by=dora)
    late = a_guide(by=ana, approved_by=dora, title="Late")
    actions.endorse(late, by=dora)
    overdue(late)
    say(
        an_article(by=ana, title="Unhelpful"),
        by=cleo,
        is_useful=False,
        reason="outdated",
        text="Which valve?",
    )
    an_article(by=ben, title="Left behind")
    an_article(by=cleo, title="Elsewhere")
    a_draft(by=ana, title="Draft of Ana")
    Person.objects.filter(pk=ben.pk).update(is_active=False)


@pytest.mark.parametrize(
    ("concern", "titles"),
    [("official", {"Official"}), ("overdue", {"Late"}), ("left", {"Left behind"}), ("words", {"Unhelpful"})],
)
def test_each_number_leads_to_the_pages_it_counts(
    stock: None, dora: Person, visit: Visit, concern: str, titles: set[str]
) -> None:
    assert shown(visit, dora, concern) == (len(titles), titles)


def test_every_number_is_as_long_as_its_list(stock: None, dora: Person, visit: Visit) -> None:
    for concern in CONCERNS:
        number, titles = shown(visit, dora, concern)
        assert number in (len(titles), -1), concern
    assert "Not complete" in visit(dora).get("/care/").content.decode()


def test_what_lacks_something_is_listed_the_emptiest_first(dora: Person, ana: Person, visit: Visit) -> None:
    a_guide(by=ana, approved_by=dora, title="Bare", body="<p>x</p>")
    number, titles = shown(visit, dora, "incomplete")
    assert (number, titles) == (1, {"Bare"})


def test_the_heading_says_how_much_is_official(stock: None, dora: Person, visit: Visit) -> None:
    assert "1 of 4 pages are official and in date." in visit(dora).get("/care/").content.decode()


def test_somebody_without_a_place_sees_their_own(
    stock: None, ana: Person, cleo: Person, visit: Visit
) -> None:
    _number, titles = shown(visit, cleo, "published")
    assert titles == {"Elsewhere"}
    _number, titles = shown(visit, ana, "published")
    assert titles == {"Official", "Late", "Unhelpful"}


def test_what_is_for_named_people_stays_hidden_from_its_steward(
    dora: Person, ana: Person, cleo: Person, visit: Visit
) -> None:
    an_article(by=ana, title="Among us", audience="people", readers=[cleo])
    page = visit(dora).get("/care/").content.decode()
    assert "Among us" not in page
    assert "No published page is yours or in your care yet." in page


def test_a_page_in_two_of_ones_places_counts_once(
    dora: Person, ana: Person, leaks: Subject, visit: Visit
) -> None:
    an_article(by=ana, title="Valves", subjects=[leaks])
    overdue(an_article(by=dora, title="Mine"))
    assert "0 of 2 pages are official" in visit(dora).get("/care/").content.decode()


def test_it_is_for_who_has_signed_in(visit: Visit, fay: Person, city: Unit) -> None:
    assert visit(Stranger()).get("/care/").status_code == 302
    assert visit(fay).get("/care/", {"show": "<x>", "page": "9" * 30}).status_code == 200


def test_stewards_find_it_in_their_menu_and_on_their_first_page(
    dora: Person, ana: Person, visit: Visit
) -> None:
    overdue(an_article(by=ana))
    said = visit(dora).get("/").content.decode()
    assert said.count('href="/care/"') == 2
    assert 'href="/care/"' not in visit(ana).get("/").content.decode()


def test_its_cost_does_not_grow_with_the_pages(dora: Person, ana: Person, visit: Visit) -> None:
    def asked(number: int) -> int:
        for _page in range(number):
            overdue(an_article(by=ana))
        browser = visit(fresh_person(dora))
        browser.get("/care/?show=overdue")
        with CaptureQueriesContext(connection) as seen:
            browser.get("/care/?show=overdue")
        return len(seen)

    assert asked(2) == asked(9)


def fresh_person(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)
