"""A conversation as a page shows it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.comments.actions import comment, react
from lubuk.shared.comments.talking import PER_PAGE, talk
from tests.cast import Visit, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def item(ana: Person) -> Item:
    return an_article(by=ana)


def test_many_threads_stand_on_pages_and_the_item_shows_the_last(
    item: Item, ben: Person, visit: Visit
) -> None:
    first = comment(item, "Said first", by=ben)
    for number in range(PER_PAGE):
        comment(item, f"Said {number} later", by=ben)
    page = visit(ben).get(item.get_absolute_url()).content.decode()
    assert "Said 19 later" in page
    assert "Said first" not in page
    assert "What was said before" in page
    led = visit(ben).get(first.get_absolute_url(), follow=True)
    assert led.redirect_chain[-1][0] == f"/items/{item.pk}/comments/?page=1#c{first.pk}"
    assert "Said first" in led.content.decode()


def test_a_page_that_is_open_asks_again_and_gets_only_what_is_new(
    item: Item, ben: Person, cleo: Person, visit: Visit
) -> None:
    comment(item, "One", by=ben)
    reader, address = visit(cleo), f"/items/{item.pk}/comments/part/"
    known = reader.get(address).headers["ETag"]
    assert reader.get(address, headers={"if-none-match": known}).status_code == 304
    second = comment(item, "Two", by=ben)
    fresh = reader.get(address, headers={"if-none-match": known})
    assert (fresh.status_code, "Two" in fresh.content.decode()) == (200, True)
    react(second, "thanks", by=cleo)
    assert reader.get(address, headers={"if-none-match": fresh.headers["ETag"]}).status_code == 200


def test_titles_of_other_pages_are_for_those_who_may_see_them(
    item: Item, ana: Person, ben: Person, cleo: Person
) -> None:
    secret = an_article(by=ana, title="The spare keys", audience="unit")
    comment(item, f"See [[{secret.pk}]].", by=ana)
    assert "The spare keys" in talk(item, ben).threads[0].first.html
    assert "The spare keys" not in talk(item, cleo).threads[0].first.html


def test_questions_to_the_database_do_not_grow_with_what_was_said(
    item: Item, ben: Person, cleo: Person, ana: Person
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            talk(item, ana)
        return len(asked)

    assert questions() == 1
    react(comment(item, "Two", by=cleo, to=comment(item, "One", by=ben)), "thanks", by=ana)
    few = questions()
    for number in range(8):
        first = comment(item, f"{number}", by=ben)
        react(comment(item, "Reply", by=cleo, to=first), "used", by=ana)
    assert questions() == few <= 5
