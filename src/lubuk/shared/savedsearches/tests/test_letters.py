"""The letter of the morning: one a day, in the person's language, of what they may see when it goes."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import Message

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.membership.actions import deactivate
from lubuk.shared.savedsearches import letters, posting
from lubuk.shared.savedsearches.actions import MORNING, next_morning
from lubuk.shared.savedsearches.letters import SHOWN, send, token_of
from lubuk.shared.savedsearches.models import Alert, Find, KeptSearch, Letter
from lubuk.shared.savedsearches.posting import queue_due
from lubuk.shared.savedsearches.tests.makers import kept, some_seconds_pass, told
from tests.cast import a_step, an_article, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def morning_comes(person: Person) -> int:
    """How many letters that queues."""
    Letter.objects.filter(person=person).update(due_at=timezone.now() - timedelta(minutes=1))
    return queue_due()


@pytest.fixture
def news(ana: Person, cleo: Person) -> KeptSearch:
    """A page that Cleo's search newly found."""
    search = kept(cleo, "q=pump", alert=Alert.DAILY)
    an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    return search


def test_the_letter_names_what_is_new_with_its_address(
    news: KeptSearch, cleo: Person, settings: Settings
) -> None:
    assert send(cleo)
    (letter,) = mail.outbox
    item = Find.objects.get().item
    assert letter.to == [cleo.email]
    assert letter.subject == "1 new page in your searches"
    assert (
        f"Pumps\n\n- Flood pump\n{settings.CONFIGURATION.url.rstrip('/')}{item.get_absolute_url()}"
        in letter.body
    )
    assert told(cleo) == []  # by mail, so not by notice


def test_it_is_written_in_the_language_of_the_person(
    news: KeptSearch, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "render_to_string", lambda *_said: f"In {get_language()}.")
    Person.objects.filter(pk=cleo.pk).update(language="id")
    send(Person.objects.get(pk=cleo.pk))
    assert mail.outbox[0].body == "In id."


def test_the_same_page_is_not_written_twice(news: KeptSearch, cleo: Person) -> None:
    assert send(cleo)
    assert not send(cleo)
    assert len(mail.outbox) == 1


def test_who_lost_access_before_the_letter_goes_reads_nothing_of_it(
    news: KeptSearch, ana: Person, cleo: Person
) -> None:
    item = Find.objects.get().item
    actions.change_audience(fresh(item), "unit", by=ana)
    assert not send(cleo)
    assert mail.outbox == []
    actions.change_audience(fresh(item), "institution", by=ana)
    assert send(cleo)


def test_a_withdrawn_page_stands_in_no_letter(news: KeptSearch, ana: Person, cleo: Person) -> None:
    item = fresh(Find.objects.get().item)
    actions.take_step(item, a_step(item, "withdraw"), by=ana, reason="Wrong.")
    assert not send(cleo)


def test_who_has_left_gets_no_letter(news: KeptSearch, cleo: Person, odi: Person) -> None:
    deactivate(cleo, by=odi)
    assert morning_comes(cleo) == 0
    assert not send(Person.objects.get(pk=cleo.pk))


def test_one_letter_a_day_is_queued_and_none_without_news(
    news: KeptSearch, ana: Person, cleo: Person
) -> None:
    assert queue_due() == 0  # it is not morning yet
    assert morning_comes(cleo) == 1
    assert queue_due() == 0
    assert DBTaskResult.objects.count() == 1
    send(cleo)
    assert morning_comes(cleo) == 0
    assert Letter.objects.get().due_at > timezone.now()


def test_that_it_is_queued_and_that_the_next_is_due_is_written_together(
    news: KeptSearch, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(posting, "send_letter", None)
        with pytest.raises(AttributeError):
            morning_comes(cleo)
    assert queue_due() == 1


def test_a_mail_server_that_is_away_is_asked_again(
    news: KeptSearch, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_letter: EmailMessage) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", refuse)
        assert not send(cleo)
    soon = Letter.objects.get().due_at - timezone.now()
    assert timedelta() < soon <= letters.TRY_AGAIN
    assert send(cleo)


def test_two_searches_are_parts_of_one_letter(news: KeptSearch, ana: Person, cleo: Person) -> None:
    kept(cleo, "q=harbour", name="Our harbour", alert=Alert.DAILY)
    for number in range(SHOWN + 2):
        an_article(by=ana, title=f"Harbour {number}")
    some_seconds_pass()
    assert send(cleo)
    (letter,) = mail.outbox
    assert letter.subject == "13 new pages in your searches"
    assert letter.body.index("Our harbour") < letter.body.index("Pumps")
    assert "and 2 more pages" in letter.body


def test_a_title_and_a_name_can_t_write_headers(news: KeptSearch, cleo: Person) -> None:
    send(cleo)
    said: Message = mail.outbox[0].message()
    assert said["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert said["Auto-Submitted"] == "auto-generated"
    assert {"Bcc", "Cc"}.isdisjoint(said.keys())


def test_the_link_in_the_letter_stops_letters_without_signing_in(news: KeptSearch, cleo: Person) -> None:
    send(cleo)
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]
    anyone = Client(enforce_csrf_checks=True)
    assert cleo.name not in anyone.get(path).content.decode()
    news.refresh_from_db()
    assert news.alert == Alert.DAILY  # looking at the link stops nothing
    anyone.post(path, {"List-Unsubscribe": "One-Click"})
    news.refresh_from_db()
    assert news.alert == Alert.NONE


def test_another_token_stops_nothing(news: KeptSearch, ana: Person, cleo: Person, client: Client) -> None:
    head, _colon, rest = token_of(cleo).partition(":")
    for token in ("x", f"{head}:", f"{token_of(ana).partition(':')[0]}:{rest}"):
        assert client.post(f"/searches/stop/{token}/").status_code == 404
    news.refresh_from_db()
    assert news.alert == Alert.DAILY


def test_the_next_morning_is_never_now(settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Jakarta"
    here = timezone.get_current_timezone()
    night, day = (datetime(2026, 3, 4, hour, 59, tzinfo=here) for hour in (MORNING - 1, MORNING))
    assert timezone.localtime(next_morning(night)).date().day == 4
    assert timezone.localtime(next_morning(day)).date().day == 5
