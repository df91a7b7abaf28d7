"""Asking for what nobody wrote down: kept, joined, answered, and everybody who asked is told who may see it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions as item_actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import NotAllowed
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.wanted.actions import answer, ask, join, take_in, write_answer
from lubuk.shared.wanted.models import Answer, Ask
from lubuk.shared.wanted.questions import key_of, most_wanted
from tests.cast import Visit, a_draft, an_article, fresh, not_allowed, refused, rewrite, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("an_index")]

WELL = "How do we disinfect a well after a flood?"


@pytest.fixture
def wanted(ana: Person) -> Item:
    item = ask(WELL, by=ana, language="en", purpose="Three clinics use wells.", needed="today")
    assert item is not None
    return item


def told(person: Person, event: Event) -> list[Item]:
    return [notice.item for notice in Notice.objects.filter(person=person, event=event)]


def test_an_ask_is_kept_as_a_published_item_of_the_institution(wanted: Item, ana: Person) -> None:
    assert (wanted.kind, wanted.phase, wanted.audience, wanted.owner) == (
        "wanted",
        "published",
        "institution",
        ana,
    )
    assert trail_of(wanted) == [("ana", "Begun"), ("ana", "Published"), ("ana", "AskedFor")]


def test_the_same_words_join(wanted: Item, cleo: Person) -> None:
    assert ask("how do WE disinfect, after a flood, a well", by=cleo, language="id") == wanted
    assert most_wanted(cleo).get().asks.count() == 2


def test_asking_twice_counts_once(wanted: Item, ana: Person) -> None:
    ask(WELL, by=ana, language="en")
    join(wanted, by=ana)
    assert Ask.objects.count() == 1


def test_another_institution_does_not_hear_of_it(wanted: Item, nia: Person) -> None:
    assert ask(WELL, by=nia, language="en") != wanted
    with not_allowed():
        join(wanted, by=nia)


def test_who_may_know_is_told_with_the_reason(ana: Person, cleo: Person, visit: Visit) -> None:
    an_article(by=cleo, title="Wells after a flood", body="<p>Chlorine.</p>")
    catch_up()
    page = visit(ana).get("/wanted/ask/", {"q": WELL}).content.decode()
    assert cleo.name in page
    assert "Wrote 1 page on this" in page
    asked = ask(WELL, by=ana, language="en")
    assert told(cleo, Event.WANTED) == [asked]


def test_who_wrote_what_the_asker_may_not_see_is_not_named(ana: Person, cleo: Person, visit: Visit) -> None:
    an_article(by=cleo, title="Wells after a flood", audience="unit")
    catch_up()
    page = visit(ana).get("/wanted/ask/", {"q": WELL}).content.decode()
    assert cleo.name not in page
    assert "Wells after a flood" not in page


def test_a_page_that_is_there_answers_and_everybody_is_told(wanted: Item, ben: Person, cleo: Person) -> None:
    join(wanted, by=cleo)
    page = an_article(by=ben, title="Wells", audience="institution")
    answer(wanted, page, by=ben)
    for person in (wanted.owner, cleo):
        assert told(person, Event.WANTED_ANSWERED) == [page]
    assert not most_wanted(cleo).exists()


def test_of_an_answer_that_one_may_not_see_one_is_not_told(wanted: Item, ben: Person, cleo: Person) -> None:
    join(wanted, by=cleo)
    page = an_article(by=ben, title="Wells", audience="unit")
    answer(wanted, page, by=ben)
    assert told(wanted.owner, Event.WANTED_ANSWERED) == [page]
    assert told(cleo, Event.WANTED_ANSWERED) == []


def test_a_written_answer_tells_when_it_is_published_and_once(wanted: Item, ana: Person, ben: Person) -> None:
    draft = write_answer(wanted, by=ben)
    assert draft.title == WELL
    assert told(ana, Event.WANTED_ANSWERED) == []
    assert most_wanted(ana).exists()
    rewrite(draft, by=ben, body="<p>Chlorine, twice.</p>")
    item_actions.publish(fresh(draft), by=ben)
    assert told(ana, Event.WANTED_ANSWERED) == [draft]
    assert not most_wanted(ana).exists()
    rewrite(draft, by=ben, body="<p>Chlorine, thrice.</p>")
    item_actions.publish(fresh(draft), by=ben)
    assert told(ana, Event.WANTED_ANSWERED) == [draft]


@pytest.mark.parametrize("name", ["nia", "ed", "fay"])
def test_who_does_not_see_the_question_answers_nothing(
    wanted: Item, name: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    page = an_article(by=wanted.owner, title="Wells", audience="public")
    with not_allowed():
        answer(wanted, page, by=person)
    with not_allowed():
        write_answer(wanted, by=person)


def test_a_question_and_a_hidden_page_are_no_answers(wanted: Item, ben: Person, cleo: Person) -> None:
    with refused("A question is no answer"):
        answer(wanted, wanted, by=ben)
    hidden = a_draft(by=cleo)
    with not_allowed():
        answer(wanted, hidden, by=ben)


@pytest.mark.parametrize("words", ["", "   ", "?!", "\u200b"])
def test_an_ask_without_words_is_refused(ana: Person, words: str) -> None:
    with refused("Write what you need"):
        ask(words, by=ana, language="en")


# From outside


@pytest.mark.parametrize("name", ["fay", "ed"])
def test_an_ask_from_outside_waits_for_the_office(
    name: str, ana: Person, ben: Person, odi: Person, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    assert ask(WELL, by=person, language="en") is None
    assert not Item.objects.filter(kind="wanted").exists()
    taken = take_in(Ask.objects.get(), by=odi, language="en")
    assert taken.owner == odi
    inside = an_article(by=ben, title="Wells, inside", audience="institution")
    answer(taken, inside, by=ben)
    assert told(person, Event.WANTED_ANSWERED) == []
    public = an_article(by=ana, title="Wells", audience="public")
    answer(taken, public, by=ana)
    assert told(person, Event.WANTED_ANSWERED) == [public]


def test_an_outsider_does_not_learn_that_it_is_wanted_already(
    wanted: Item, fay: Person, visit: Visit
) -> None:
    page = visit(fay).post("/wanted/ask/", {"words": WELL}, follow=True).content.decode()
    assert "Thank you" in page
    assert Ask.objects.get(person=fay).item is None
    assert "Asked already" not in visit(fay).get("/wanted/ask/", {"q": WELL}).content.decode()


def test_ten_questions_wait_and_no_more(fay: Person) -> None:
    for number in range(10):
        ask(f"Question {number}", by=fay, language="en")
    with refused("Ten questions"):
        ask("One more", by=fay, language="en")


@pytest.mark.parametrize("name", ["ana", "dora", "mia", "ed"])
def test_only_the_office_takes_in(name: str, fay: Person, request: pytest.FixtureRequest) -> None:
    ask(WELL, by=fay, language="en")
    with pytest.raises(NotAllowed):
        take_in(Ask.objects.get(), by=request.getfixturevalue(name), language="en")


# The pages: everybody × every address

SEEN_BY = {"ana", "ben", "cleo", "dora", "mia", "odi", "adi"}
OUTSIDE = {"ed", "fay", "gus"}


@pytest.mark.parametrize(
    "name", ["ana", "ben", "cleo", "dora", "ed", "fay", "gus", "mia", "odi", "adi", "nia", "stranger"]
)
def test_who_comes_where(
    name: str, wanted: Item, ben: Person, visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = an_article(by=ben, title="Wells", audience="public")
    person = request.getfixturevalue(name)
    browser = visit(person)
    away = {302} if name == "stranger" else None
    own = f"/wanted/{wanted.pk}/"
    assert browser.get("/wanted/").status_code in (away or ({200} if name not in OUTSIDE else {404}))
    assert browser.get("/wanted/ask/").status_code in (away or {200})
    assert browser.get(own).status_code in (away or ({200} if name in SEEN_BY else {404}))
    before = Answer.objects.count()
    for word in ("join", "answer", "write-answer"):
        status = browser.post(f"{own}{word}/", {"number": page.number}).status_code
        assert status in (away or ({302} if name in SEEN_BY else {404})), word
    assert (Answer.objects.count() > before) == (name in SEEN_BY)


def test_the_whole_way_through_the_pages(wanted: Item, cleo: Person, ben: Person, visit: Visit) -> None:
    browser = visit(cleo)
    catch_up()
    assert "Ask for this" in browser.get("/search/", {"q": "zeppelin harbour"}).content.decode()
    assert WELL in browser.get("/wanted/").content.decode()
    assert "I need this too" in browser.get(f"/wanted/{wanted.pk}/").content.decode()
    browser.post(f"/wanted/{wanted.pk}/join/")
    page = browser.get(f"/wanted/{wanted.pk}/").content.decode()
    assert "2 people asked for it" in page
    assert "You asked for this" in page
    page = an_article(by=ben, title="Wells").number
    visit(ben).post(f"/wanted/{wanted.pk}/answer/", {"number": page})
    assert "answers with this page what you asked for" in browser.get("/notices/").content.decode()


def test_who_asked_already_is_not_asked_to_join(
    wanted: Item, ana: Person, cleo: Person, visit: Visit
) -> None:
    catch_up()
    asking = {"q": WELL}
    assert "I need this too" in visit(cleo).get("/wanted/ask/", asking).content.decode()
    page = visit(ana).get("/wanted/ask/", asking).content.decode()
    assert "You asked for this." in page
    assert "I need this too" not in page


def test_one_press_of_the_office_makes_a_search_wanted(odi: Person, visit: Visit) -> None:
    answer = visit(odi).post("/wanted/ask/", {"words": "cuti besar"}, follow=True)
    assert "cuti besar" in answer.content.decode()
    assert Item.objects.get(kind="wanted").title == "cuti besar"


def test_what_was_typed_is_still_there_when_it_is_refused(ana: Person, visit: Visit) -> None:
    answer = visit(ana).post("/wanted/ask/", {"words": "?!", "purpose": "<i>Clinics</i>"})
    assert answer.status_code == 422
    assert "&lt;i&gt;Clinics&lt;/i&gt;" in answer.content.decode()


@pytest.mark.parametrize("number", ["", "AR-1999-0001", "9" * 300])
def test_an_unknown_number_answers_nothing(wanted: Item, ben: Person, visit: Visit, number: str) -> None:
    said = visit(ben).post(f"/wanted/{wanted.pk}/answer/", {"number": number}, follow=True)
    assert "You see no published page with this number" in said.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_questions(
    wanted: Item, ana: Person, ben: Person, visit: Visit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = visit(ben)
    browser.get("/wanted/")
    with django_assert_num_queries(LIST_COST):
        browser.get("/wanted/")
    for number in range(8):
        ask(f"Question {number}", by=ana, language="en")
    browser.get("/wanted/")
    with django_assert_num_queries(LIST_COST):
        browser.get("/wanted/")


LIST_COST = 7


def test_questions_are_equal_in_any_order_and_case() -> None:
    assert key_of("Disinfect the WELL!") == key_of("well, disinfect")
    assert key_of("well") != key_of("wells")


def test_a_stranger_is_asked_to_sign_in(client: Client, ana: Person) -> None:
    answer = client.get("/wanted/ask/", {"q": WELL})
    assert answer.status_code == 302
    assert "/account/login/" in answer.headers["Location"]
