"""What a file says of itself is offered for empty fields, and taken over when a person says so."""

from __future__ import annotations

import io

import pytest
from django.test import Client

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.models import Attachment, Content
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.makers import a_pdf, a_photograph
from tests.cast import Visit, a_draft, fresh

pytestmark = pytest.mark.django_db

TITLE, HOSTILE = "Rules of the pump house", '<script>alert(1)</script>"'


def a_file(by: Person, title: str = TITLE, author: str = "") -> Attachment:
    paper = a_pdf("The keys hang at the gate.", "The pump is loud.", title=title, author=author)
    attachment = upload_file(io.BytesIO(paper), "rules.pdf", by=by)
    while read_next():
        pass
    Content.objects.filter(pk=attachment.content_id).update(
        about={**fresh_content(attachment).about, "date": "2026-03-05", "language": "id-ID"}
    )
    return attachment


def fresh_content(attachment: Attachment) -> Content:
    return Content.objects.get(pk=attachment.content_id)


def a_document(by: Person, title: str = "", *, file_title: str = TITLE, author: str = "") -> Item:
    row = {"file": str(a_file(by, file_title, author).key), "name": "rules.pdf", "about": ""}
    item = a_draft(by=by, kind="document", title=title, fields={"file": [row]})
    claim_files(item, by=by)
    return fresh(item)


def send(browser: Client, item: Item, do: str, **more: str) -> str:
    assert item.draft is not None
    key = item.draft.fields["file"][0]["file"]
    said = {
        "do": do, "audience": "institution", "unit": str(item.unit_id), "language": "en", "f_file-0-file": key,
        "from_version": str(item.draft_id), "revision": str(item.draft.revision), **more,
    }  # fmt: skip
    return browser.post(f"/items/{item.pk}/edit/", said, headers={"X-Part": "from-files"}, follow=True).text


def offered(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split('value="take:')[1:]]


def test_title_day_and_language_are_offered_beside_the_form(visit: Visit, ana: Person) -> None:
    page = visit(ana).get(f"/items/{a_document(ana).pk}/edit/").text
    assert offered(page) == ["title", "f_pages", "f_dated", "language"]
    assert TITLE in page
    assert "5 March 2026" in page


def test_taken_over_it_stands_in_the_field_and_is_kept(visit: Visit, ana: Person) -> None:
    item = a_document(ana)
    page = send(visit(ana), item, "take:title")
    assert fresh(item).title == TITLE
    assert offered(page) == ["f_pages", "f_dated", "language"]


def test_a_day_is_taken_over_as_a_day(visit: Visit, ana: Person) -> None:
    item = a_document(ana)
    send(visit(ana), item, "take:f_dated", title="Mine")
    draft = fresh(item).draft
    assert draft is not None
    assert (draft.title, draft.fields["dated"]) == ("Mine", "2026-03-05")


def test_what_a_person_wrote_is_never_written_over(visit: Visit, ana: Person) -> None:
    item = a_document(ana)
    send(visit(ana), item, "take:title", title="My own words")
    assert fresh(item).title == "My own words"
    assert "title" not in offered(send(visit(ana), item, "look", title="My own words"))


def test_looking_keeps_nothing(visit: Visit, ana: Person) -> None:
    item = a_document(ana, "Mine")
    assert "f_dated" in offered(send(visit(ana), item, "look", title="Changed"))
    assert fresh(item).title == "Mine"


def test_files_of_others_say_nothing_whatever_key_is_sent(visit: Visit, ana: Person, cleo: Person) -> None:
    theirs, mine = a_document(cleo), a_draft(by=ana, kind="document", title="")
    assert theirs.draft is not None
    key = theirs.draft.fields["file"][0]["file"]
    said = {"do": "look", "audience": "institution", "unit": str(mine.unit_id), "f_file-0-file": key}
    answer = visit(ana).post(f"/items/{mine.pk}/edit/", said, headers={"X-Part": "from-files"}).text
    assert (offered(answer), TITLE in answer) == ([], False)


def test_what_a_file_says_is_text(visit: Visit, ana: Person) -> None:
    page = visit(ana).get(f"/items/{a_document(ana, file_title=HOSTILE).pk}/edit/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_new_page_is_told_of_the_file_just_sent(visit: Visit, ana: Person) -> None:
    said = {"do": "look", "audience": "institution", "unit": str(ana.unit_id), "language": "en"}
    answer = visit(ana).post("/share/document/", {**said, "f_file-0-file": str(a_file(ana).key)}).text
    assert offered(answer) == ["title", "f_pages", "f_dated", "language"]
    assert not Item.objects.exists()


def test_its_author_and_its_number_of_pages_are_offered_and_taken_over(visit: Visit, ana: Person) -> None:
    item = a_document(ana, "Mine", author="Suci Panggabeyan")
    assert offered(visit(ana).get(f"/items/{item.pk}/edit/").text)[:2] == ["f_author", "f_pages"]
    send(visit(ana), item, "take:f_author", title="Mine")
    item = fresh(item)
    send(visit(ana), item, "take:f_pages", title="Mine", f_author="Suci Panggabeyan")
    draft = fresh(item).draft
    assert draft is not None
    assert (draft.fields["author"], draft.fields["pages"]) == ("Suci Panggabeyan", "2")


def test_a_photograph_says_when_and_by_whom_it_was_taken_and_never_where(visit: Visit, ana: Person) -> None:
    photo = upload_file(io.BytesIO(a_photograph()), "gauge.jpg", by=ana)
    while read_next():
        pass
    row = {"file": str(photo.key), "name": "gauge.jpg", "about": ""}
    item = a_draft(by=ana, kind="picture", title="The gauge", fields={"picture": [row]})
    claim_files(item, by=ana)
    page = visit(ana).get(f"/items/{item.pk}/edit/").text
    assert offered(page) == ["f_taken_on", "f_maker"]
    assert "5 March 2026" in page
    assert "Made Suryapati" in page
    about = fresh_content(photo).about
    assert set(about) == {"extent", "date", "creator"}
