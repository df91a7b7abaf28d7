"""While somebody writes, they see what has nearly the same title; it stops nobody."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.models import Item
from lubuk.shared.search.outbox import catch_up
from tests.cast import Visit, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_index")]

ASK = "/lookup/alike/"


@pytest.fixture
def guide(ana: Person) -> Item:
    item = an_article(by=ana, title="How to flush a hydrant", audience="unit")
    catch_up()
    catch_up()
    return item


def test_a_title_like_it_shows_kind_unit_and_day(guide: Item, ben: Person, visit: Visit) -> None:
    part = visit(ben).get(ASK, {"title": "Flushing hydrants"}).content.decode()
    assert guide.title in part
    assert "Article, Network" in part
    assert 'target="_blank"' in part


def test_another_title_shows_nothing(guide: Item, ben: Person, visit: Visit) -> None:
    assert visit(ben).get(ASK, {"title": "Painting the quay wall"}).content.decode().strip() == ""


def test_at_most_five_are_shown(ana: Person, visit: Visit) -> None:
    for number in range(7):
        an_article(by=ana, title=f"Flushing hydrant {number}")
    catch_up()
    assert visit(ana).get(ASK, {"title": "Flushing hydrants"}).content.decode().count("<li>") == 5


def test_the_page_itself_is_not_among_them(guide: Item, ana: Person, visit: Visit) -> None:
    assert not visit(ana).get(ASK, {"title": guide.title, "but": str(guide.pk)}).content.strip()


@pytest.mark.parametrize("name", ["cleo", "nia", "fay"])
def test_what_one_may_not_see_looks_like_nothing(
    guide: Item, name: str, cast: dict[str, Person | Stranger], visit: Visit
) -> None:
    assert guide.title not in visit(cast[name]).get(ASK, {"title": guide.title}).content.decode()


@pytest.mark.parametrize("asked", [{}, {"title": "a" * 9000}, {"title": "( OR", "but": "9" * 40}])
def test_nonsense_finds_nothing(asked: dict[str, str], guide: Item, ana: Person, visit: Visit) -> None:
    answer = visit(ana).get(ASK, asked)
    assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_without_scripts_a_button_says_the_same_and_keeps_nothing(
    guide: Item, ben: Person, visit: Visit
) -> None:
    there = Item.objects.count()
    sent = {"title": "Flushing hydrants", "body": "All of my text", "do": "alike"}
    page = visit(ben).post("/share/article/", sent).content.decode()
    assert guide.title in page
    assert "All of my text" in page
    assert Item.objects.count() == there


def test_it_says_so_when_nothing_is_like_it(guide: Item, ben: Person, visit: Visit) -> None:
    sent = {"title": "Painting the quay wall", "do": "alike"}
    assert "Nothing here has a title like this." in visit(ben).post("/share/article/", sent).content.decode()
