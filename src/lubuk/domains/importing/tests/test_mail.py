"""Letters over a real SMTP connection on this machine."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from email.message import EmailMessage
from queue import Empty, Queue
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail as outbox

from lubuk.domains.importing.mail import listening, receiving
from lubuk.domains.importing.mail.addresses import address, key_of, renew_key
from lubuk.domains.importing.mail.listening import Listener
from lubuk.domains.importing.models import Letter, MailKey
from lubuk.domains.importing.tasks import answer_letter
from lubuk.domains.importing.tests.test_bring_in import a_picture
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.sections.models import Section
from lubuk.shared.attachments.models import Attachment
from tests.cast import Visit, trail_of

pytestmark = pytest.mark.django_db

type Send = Callable[..., str]


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    here = SimpleNamespace(host="127.0.0.1", port=port, domain="in.aruna.example", is_lmtp=False)
    known = {**settings.CONFIGURATION.__dict__, "mail_in": here}
    monkeypatch.setattr(settings, "CONFIGURATION", SimpleNamespace(**known))
    return here


@pytest.fixture
def send(door: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Send]:
    """Hands a letter over; what the door answered.

    The door works in threads of its own, and what a test wrote is seen by its own thread alone: so the client is put
    into another thread, and this one does the door's work.
    """
    work: Queue[tuple[Callable[[], object], Future[str]]] = Queue()
    whole = listening.answer

    def handed_over(do: Callable[[], object]) -> str:
        done: Future[str] = Future()
        work.put((do, done))
        return done.result(timeout=20)

    monkeypatch.setattr(listening, "answer", handed_over)
    listener = Listener(hostname=door.host, port=door.port, is_lmtp=False)
    listener.start()

    def over(letter: EmailMessage, to: str, sender: str | None = "ana@aruna.example") -> str:
        with ThreadPoolExecutor(1) as another:
            said = another.submit(speak, door, letter, to, sender or "")
            while not said.done() or not work.empty():
                try:
                    do, done = work.get(timeout=0.05)
                except Empty:
                    continue
                done.set_result(whole(do))
            return said.result()

    yield over
    listener.stop()


def speak(door: SimpleNamespace, letter: EmailMessage, to: str, sender: str) -> str:
    with smtplib.SMTP(door.host, door.port, timeout=20) as server:
        try:
            server.sendmail(sender, [to], letter.as_bytes())
        except smtplib.SMTPRecipientsRefused as refused:
            return str(refused.recipients[to])
        except smtplib.SMTPResponseException as refused:
            return f"{refused.smtp_code} {refused.smtp_error!r}"
    return "250"


def a_letter(
    sender: str = "Ana Tirta <ana@aruna.example>", text: str = "Turn it slowly.\n", **headers: str
) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = sender, "Re: Closing a valve"
    letter["Message-ID"] = "<one@aruna.example>"
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    return letter


def address_of(person: Person, place: str = "new") -> str:
    return address(place, key_of(person))


def test_a_letter_becomes_a_draft_of_its_writer(send: Send, ana: Person) -> None:
    assert send(a_letter(), address_of(ana)) == "250"
    item = Item.objects.get()
    assert (item.owner, item.title, item.phase) == (ana, "Closing a valve", Phase.DRAFT)
    assert item.draft is not None
    assert item.draft.body == "<p>Turn it slowly.</p>"
    assert trail_of(item) == [("ana", "Begun")]


def test_the_writer_is_told_where_it_is(send: Send, ana: Person) -> None:
    send(a_letter(), address_of(ana))
    row = Letter.objects.get()
    answer_letter.call(row.pk, ["plan.pdf"])
    told = outbox.outbox[0]
    assert told.to == ["ana@aruna.example"]
    assert row.item is not None
    assert row.item.get_absolute_url() in told.body
    assert "plan.pdf" in told.body
    assert told.extra_headers["Auto-Submitted"] == "auto-replied"


def test_the_same_letter_again_makes_no_second_draft(send: Send, ana: Person) -> None:
    assert [send(a_letter(), address_of(ana)) for _ in range(2)] == ["250", "250"]
    assert Item.objects.count() == 1


def test_pictures_come_along_and_scripts_do_not(send: Send, ana: Person) -> None:
    letter = a_letter()
    letter.add_alternative("<p>Hi</p><script>alert(1)</script>", subtype="html")
    letter.add_attachment(a_picture(), maintype="image", subtype="png", filename="map.png")
    assert send(letter, address_of(ana)) == "250"
    item = Item.objects.get()
    assert item.draft is not None
    assert "script" not in item.draft.body
    assert Attachment.objects.get().item == item


def test_other_files_come_along_as_files(send: Send, ana: Person) -> None:
    letter = a_letter()
    letter.add_attachment(b"Pump,Hours\nA,9\n", maintype="application", subtype="csv", filename="hours.csv")
    assert send(letter, address_of(ana)) == "250"
    item = Item.objects.get()
    assert item.draft is not None
    assert [row["name"] for row in item.draft.fields["_files"]] == ["hours.csv"]
    assert Attachment.objects.get().item == item


@pytest.mark.parametrize(("place", "kind"), [("news", "news"), ("new", "article"), ("network", "article")])
def test_the_address_says_what_it_becomes(send: Send, ana: Person, place: str, kind: str) -> None:
    assert send(a_letter(), address_of(ana, place)) == "250"
    assert Item.objects.get().kind == kind


def test_a_section_takes_letters(send: Send, ana: Person, shelf: Section) -> None:
    assert send(a_letter(), address_of(ana, "contractors")) == "250"
    assert Item.objects.get().section == shelf


def test_a_place_of_another_institution_takes_none(send: Send, ana: Person, nia: Person) -> None:
    assert "550" in send(a_letter(), address_of(ana, "harbour"))
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "to", ["new+wrongkey@in.aruna.example", "new@in.aruna.example", "ana@aruna.example", "+@x"]
)
def test_an_address_that_nobody_has_is_unknown(send: Send, ana: Person, to: str) -> None:
    key_of(ana)
    assert "550" in send(a_letter(), to)
    assert not Item.objects.exists()


def test_another_sender_is_refused_even_with_the_address(send: Send, ana: Person, ben: Person) -> None:
    assert "550" in send(a_letter("ben@aruna.example"), address_of(ana))
    assert not Item.objects.exists()


def test_a_name_that_looks_like_the_address_is_no_address(send: Send, ana: Person) -> None:
    assert "550" in send(a_letter('"ana@aruna.example" <mal@evil.example>'), address_of(ana))


@pytest.mark.parametrize(
    "header",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<l.x>"}, {"X_Loop": "lubuk"}],
)
def test_machines_are_not_answered(send: Send, ana: Person, header: dict[str, str]) -> None:
    assert "Automatic" in send(a_letter(**header), address_of(ana))
    assert not Item.objects.exists()


def test_bounces_are_refused(send: Send, ana: Person) -> None:
    assert "Automatic" in send(a_letter(), address_of(ana), sender=None)


def test_more_letters_than_a_person_writes_are_put_off(
    send: Send, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_AN_HOUR", 1)
    send(a_letter(), address_of(ana))
    second = a_letter()
    second.replace_header("Message-ID", "<two@aruna.example>")
    assert send(second, address_of(ana)).startswith("451")


def test_a_letter_without_text_is_refused(send: Send, ana: Person) -> None:
    assert "no text" in send(a_letter(text="\n"), address_of(ana))


def test_who_has_left_writes_no_more(send: Send, ana: Person) -> None:
    to = address_of(ana)
    Person.objects.filter(pk=ana.pk).update(is_active=False)
    assert "550" in send(a_letter(), to)


def test_a_new_address_ends_the_one_before(send: Send, ana: Person) -> None:
    old = address_of(ana)
    renew_key(ana, by=ana)
    assert "550" in send(a_letter(), old)
    assert send(a_letter(), address_of(ana)) == "250"


def test_each_sees_their_own_address(door: SimpleNamespace, visit: Visit, ana: Person, fay: Person) -> None:
    assert address_of(ana) in visit(ana).get("/import/mail/").content.decode()
    assert visit(fay).get("/import/mail/").status_code == 404
    before = MailKey.objects.get().key
    visit(ana).post("/import/mail/renew/")
    assert MailKey.objects.get().key != before
