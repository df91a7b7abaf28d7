"""A file belongs to versions like the text: nothing half-finished leaks, nothing that was published is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests.conftest import RULES, a_file, an_article_with, change_files
from tests.cast import Visit, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

FORM = {"audience": "institution", "language": "en", "body": "Turn it.", "title": "Valves"}


def test_readers_see_the_file_of_the_published_version_while_the_next_is_written(
    ana: Person, cleo: Person, visit: Visit
) -> None:
    old, new = a_file(by=ana), a_file(b"the rules of next year", "next.txt", by=ana)
    item = change_files(an_article_with(old, by=ana), new, by=ana)
    page = visit(cleo).get(item.get_absolute_url()).content.decode()
    assert "rules.pdf" in page
    assert "next.txt" not in page
    assert visit(cleo).get(new.get_absolute_url()).status_code == 404
    assert visit(ana).get(new.get_absolute_url()).status_code == 200
    actions.publish(item, by=ana)
    assert "next.txt" in visit(cleo).get(item.get_absolute_url()).content.decode()
    assert visit(cleo).get(new.get_absolute_url()).status_code == 200
    assert visit(cleo).get(old.get_absolute_url()).status_code == 200  # of version 1, which stays readable


def test_an_earlier_version_brings_its_files_back(ana: Person) -> None:
    old = a_file(by=ana)
    item = change_files(an_article_with(old, by=ana), by=ana)
    actions.publish(item, by=ana)
    restored = actions.restore(item.versions.get(number=1), by=ana)
    assert [row["file"] for row in restored.fields["_files"]] == [str(old.key)]


def test_without_a_script_files_come_with_the_form_and_are_replaced_in_it(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    files = {"f__files-new": [SimpleUploadedFile("rules.pdf", RULES), SimpleUploadedFile("b.txt", b"words")]}
    browser.post("/share/article/", {**FORM, "unit": ana.unit_id, "do": "publish", **files})
    item = Item.objects.get()
    assert [row["name"] for row in item.published.fields["_files"]] == ["rules.pdf", "b.txt"]  # type: ignore[union-attr]
    kept = [str(key) for key in Attachment.objects.values_list("key", flat=True)]
    browser.post(f"/items/{item.pk}/edit/", {
        **FORM, "unit": ana.unit_id, "do": "publish", "from_version": item.published_id, "revision": 1,
        "f__files-0-file": kept[0], "f__files-0-about": "As of spring",
        "f__files-0-instead": SimpleUploadedFile("rules-2.pdf", RULES + b"%"),
        "f__files-1-file": kept[1], "f__files-1-gone": "yes",
    })  # fmt: skip
    item = fresh(item)
    assert item.published is not None
    now = item.published.fields["_files"]
    assert [(row["name"], row["about"]) for row in now] == [("rules-2.pdf", "As of spring")]
    assert [row["name"] for row in item.versions.get(number=1).fields["_files"]] == ["rules.pdf", "b.txt"]


def test_a_form_with_a_mistake_still_has_its_files(ana: Person, visit: Visit) -> None:
    answer = visit(ana).post(
        "/share/article/",
        {
            **FORM,
            "title": "",
            "unit": ana.unit_id,
            "do": "publish",
            "f__files-new": a_text(),
        },
    )
    assert answer.status_code == 422
    assert str(Attachment.objects.get().key) in answer.content.decode()


def test_a_kind_says_which_files_it_takes(ana: Person, visit: Visit) -> None:
    answer = visit(ana).post(
        "/share/data-set/",
        {**FORM, "unit": ana.unit_id, "do": "save", "f_table-new": SimpleUploadedFile("rules.pdf", RULES)},
    )
    assert answer.status_code == 422
    assert "Here only these are taken: tables" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_key_that_nobody_gave_out_is_refused(ana: Person, visit: Visit) -> None:
    for key in ("00000000-0000-4000-8000-000000000000", "1", "' or 1=1", "../x"):
        answer = visit(ana).post(
            "/share/article/", {**FORM, "unit": ana.unit_id, "do": "save", "f__files-0-file": key}
        )
        assert answer.status_code == 422, key
        assert "isn&#x27;t here any more" in answer.content.decode()
    assert not Item.objects.exists()


def test_the_page_of_an_item_asks_no_more_for_many_files(
    ana: Person, visit: Visit, read_all: Callable[[], None]
) -> None:
    few = an_article_with(a_file(by=ana), by=ana)
    many = an_article_with(*(a_file(b"words %d" % n, f"{n}.txt", by=ana) for n in range(12)), by=ana)
    read_all()
    assert questions(visit, ana, many) == questions(visit, ana, few)


def a_text() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.txt", b"words")


def questions(visit: Visit, person: Person, item: Item) -> int:
    browser = visit(person)
    browser.get(item.get_absolute_url())  # what every page asks once
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(f"/items/{item.pk}/versions/1/").status_code == 200
    return len(asked)
