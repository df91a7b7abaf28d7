"""Answering what readers said."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.usefulness.actions import answer, say
from lubuk.shared.usefulness.models import Word
from tests.cast import Visit, a_person, an_article, last_entry, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def item(ana: Person) -> Item:
    return an_article(by=ana, audience="public", title="Closing a valve")


@pytest.fixture
def word(item: Item, cleo: Person) -> Word:
    return say(item, by=cleo, is_useful=False, reason="wrong", text="The pump is gone.")


@pytest.mark.parametrize("name", ["ana", "dora"])
def test_who_said_it_hears_what_came_of_it(
    item: Item, word: Word, cleo: Person, visit: Visit, name: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    visit(person).post(
        f"/items/{item.pk}/words/{word.pk}/answer/", {"answer": "The new pump stands in it now."}
    )
    notice = Notice.objects.get(person=cleo)
    assert (notice.event, notice.words) == (Event.ANSWERED, "The new pump stands in it now.")
    assert (last_entry(item).act, last_entry(item).actor_id) == ("Answered", person.pk)
    assert "The new pump stands in it now." in visit(cleo).get(f"/items/{item.pk}/useful/").content.decode()


def test_an_answered_word_waits_for_nobody(item: Item, word: Word, ana: Person, visit: Visit) -> None:
    assert "did not find it useful" in visit(ana).get("/").content.decode()
    answer(word, "Changed.", by=ana)
    assert "did not find it useful" not in visit(ana).get("/").content.decode()


def test_a_strangers_word_is_answered_without_telling_anybody(
    item: Item, ana: Person, stranger: Stranger
) -> None:
    answer(say(item, by=stranger, is_useful=False, reason="hard"), "Put more simply.", by=ana)
    assert not Notice.objects.filter(event=Event.ANSWERED).exists()


@pytest.mark.parametrize("text", ["", "  ", "\0"])
def test_an_answer_says_something(word: Word, ana: Person, text: str) -> None:
    with refused("Say in a sentence what changed"):
        answer(word, text, by=ana)


def test_of_two_who_answer_the_second_is_told(word: Word, ana: Person, dora: Person) -> None:
    answer(word, "Changed.", by=ana)
    with refused("Somebody has answered this already"):
        answer(word, "Changed, too.", by=dora)


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "fay", "nia"])
def test_others_neither_answer_nor_read_it(
    item: Item, word: Word, visit: Visit, name: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    assert visit(person).get(f"/items/{item.pk}/words/").status_code == 404
    assert visit(person).post(f"/items/{item.pk}/words/{word.pk}/answer/", {"answer": "X"}).status_code == 404
    with not_allowed():
        answer(word, "X", by=person)


def test_a_word_of_another_page_is_not_answered_through_this_one(
    word: Word, ana: Person, visit: Visit
) -> None:
    other = an_article(by=ana)
    path = f"/items/{other.pk}/words/{word.pk}/answer/"
    assert visit(ana).post(path, {"answer": "X"}).status_code == 404


def test_the_page_counts_for_those_who_look_after_it(
    item: Item, word: Word, ana: Person, ben: Person, visit: Visit
) -> None:
    say(item, by=ben, is_useful=True)
    page = visit(ana).get(f"/items/{item.pk}/words/").content.decode()
    assert "1 found it useful, 1 did not." in page
    assert "The pump is gone." in page


def test_the_page_asks_as_much_for_many_as_for_few(item: Item, word: Word, ana: Person, visit: Visit) -> None:
    browser, counted = visit(ana), []
    for number in range(2):
        for extra in range(3 * number):
            say(item, by=a_person(f"reader{extra}"), is_useful=False, reason="hard")
        browser.get(f"/items/{item.pk}/words/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/items/{item.pk}/words/")
        counted.append([query["sql"] for query in asked])
    assert len(counted[0]) == len(counted[1]), counted
