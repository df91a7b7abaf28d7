"""“Was this useful?”, as readers say it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.trail.models import Entry
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.usefulness.actions import say
from lubuk.shared.usefulness.limiting import MOST_AN_HOUR
from lubuk.shared.usefulness.models import Word
from tests.cast import Visit, a_draft, an_article, fresh, not_allowed, refused, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NO = {"useful": "no", "reason": "wrong", "text": "The pump is gone."}


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def test_a_reader_says_yes_with_one_press(ana: Person, cleo: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    page = visit(cleo).post(f"/items/{item.pk}/useful/", {"useful": "yes"}, follow=True).content.decode()
    assert "Thank you." in page
    assert Word.objects.get().is_useful


def test_what_was_not_useful_reaches_owner_and_steward_with_the_words(
    ana: Person, cleo: Person, dora: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    visit(cleo).post(f"/items/{item.pk}/useful/", NO)
    notices = Notice.objects.filter(event=Event.NOT_USEFUL)
    assert {(n.person.username, n.because, n.words) for n in notices} == {
        ("ana", "owner", "Something in it is wrong. The pump is gone."),
        ("dora", "steward", "Something in it is wrong. The pump is gone."),
    }
    assert "1 reader did not find it useful." in visit(dora).get("/").content.decode()


def test_one_word_a_reader_and_version_which_can_be_changed(ana: Person, cleo: Person) -> None:
    item = an_article(by=ana)
    say(item, by=cleo, is_useful=False, reason="hard")
    say(item, by=cleo, is_useful=True)
    assert Word.objects.get().is_useful


def test_the_same_said_twice_tells_nobody_twice(ana: Person, cleo: Person) -> None:
    item = an_article(by=ana)
    for _time in range(2):
        say(item, by=cleo, is_useful=False, reason="hard")
    assert Notice.objects.count() == 1


def test_of_the_next_version_a_reader_has_another_word(ana: Person, cleo: Person) -> None:
    item = an_article(by=ana)
    say(item, by=cleo, is_useful=False, reason="hard")
    rewrite(item, by=ana, title="Easier")
    actions.publish(item, by=ana)
    say(fresh(item), by=cleo, is_useful=True)
    assert Word.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "nonsense", "\0", "x" * 500])
def test_a_no_says_what_was_wrong(ana: Person, cleo: Person, reason: str) -> None:
    item = an_article(by=ana)
    with refused("Choose what was wrong"):
        say(item, by=cleo, is_useful=False, reason=reason)


def test_something_else_is_said_in_words(ana: Person, cleo: Person) -> None:
    item = an_article(by=ana)
    with refused("Say in a few words"):
        say(item, by=cleo, is_useful=False, reason="other", text=" \0 ")


def test_what_was_typed_stays_when_it_is_refused(ana: Person, cleo: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    said = {"useful": "no", "reason": "other", "text": "Kwzx" + "x" * 1000}
    response = visit(cleo).post(f"/items/{item.pk}/useful/", said)
    assert response.status_code == 422
    page = response.content.decode()
    assert "say it in 1000 letters" in page
    assert "Kwzxxx" in page
    assert 'value="other" required checked' in page


@pytest.mark.parametrize("said", [{}, {"useful": "maybe"}, {"useful": ""}])
def test_neither_yes_nor_no_is_nothing(ana: Person, cleo: Person, visit: Visit, said: dict[str, str]) -> None:
    item = an_article(by=ana)
    assert visit(cleo).post(f"/items/{item.pk}/useful/", said).status_code == 422
    assert not Word.objects.exists()


def test_a_stranger_is_heard_and_not_known(ana: Person, stranger: Stranger, visit: Visit) -> None:
    item = an_article(by=ana, audience="public")
    visit(stranger).post(f"/items/{item.pk}/useful/", NO)
    word = Word.objects.get()
    assert (word.person, word.text) == (None, "The pump is gone.")
    notice = Notice.objects.get()
    assert (notice.person, notice.by) == (ana, None)


def test_a_strangers_page_holds_no_form(ana: Person, stranger: Stranger, visit: Visit) -> None:
    """Else its token would keep the page from being kept whole for all strangers."""
    item = an_article(by=ana, audience="public")
    page = visit(stranger).get(item.get_absolute_url())
    assert f"/items/{item.pk}/useful/" in page.content.decode()
    assert "csrftoken" not in page.cookies


def test_from_one_address_not_without_end(ana: Person) -> None:
    item, client = an_article(by=ana, audience="public"), Client()
    for _time in range(MOST_AN_HOUR):
        assert client.post(f"/items/{item.pk}/useful/", NO).status_code == 302
    response = client.post(f"/items/{item.pk}/useful/", NO)
    assert response.status_code == 422
    assert "Try again later." in response.content.decode()
    assert Word.objects.count() == MOST_AN_HOUR
    elsewhere = client.post(f"/items/{item.pk}/useful/", NO, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_colleagues_behind_one_line_are_not_counted(ana: Person, cleo: Person, visit: Visit) -> None:
    item, browser = an_article(by=ana), visit(cleo)
    for text in range(MOST_AN_HOUR + 2):
        assert browser.post(f"/items/{item.pk}/useful/", NO | {"text": str(text)}).status_code == 302


@pytest.mark.parametrize("name", ["cleo", "nia", "fay", "stranger"])
def test_what_one_may_not_see_one_has_no_word_on(
    ana: Person, visit: Visit, name: str, request: pytest.FixtureRequest
) -> None:
    item, person = an_article(by=ana, audience="unit"), request.getfixturevalue(name)
    assert visit(person).get(f"/items/{item.pk}/useful/").status_code == 404
    with not_allowed():
        say(item, by=person, is_useful=True)


def test_there_is_no_word_on_a_draft(ana: Person, visit: Visit) -> None:
    item = a_draft(by=ana)
    assert visit(ana).get(f"/items/{item.pk}/useful/").status_code == 404


def test_a_word_leaves_no_entry_in_the_trail(ana: Person, cleo: Person) -> None:
    item = an_article(by=ana)
    before = Entry.objects.count()
    say(item, by=cleo, is_useful=False, reason="hard")
    assert Entry.objects.count() == before
