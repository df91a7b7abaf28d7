"""Files come in: told what they are, kept once, refused in words."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.shared.attachments.formats import told_from
from lubuk.shared.attachments.lookup import others_with
from lubuk.shared.attachments.models import Attachment, Content
from lubuk.shared.attachments.names import clean_name
from lubuk.shared.attachments.sweeping import sweep
from lubuk.shared.attachments.tests import makers
from lubuk.shared.attachments.tests.conftest import (
    RULES,
    a_draft_with,
    a_file,
    an_article_with,
    change_files,
)
from tests.cast import an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_same_bytes_are_kept_once(ana: Person, cleo: Person) -> None:
    first, second = a_file(by=ana), a_file(name="copy.pdf", by=cleo)
    assert first.content_id == second.content_id
    assert first.key != second.key
    assert Content.objects.get().file.read() == RULES


def test_a_citizen_brings_no_files(fay: Person) -> None:
    with not_allowed():
        a_file(by=fay)


def test_a_file_that_is_too_large_is_refused_with_what_to_do(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_MAX_BYTES", 1000)
    with refused("larger than"):
        a_file(by=ana)


def test_a_full_house_takes_nothing_more_but_what_it_has(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_file(by=ana)
    monkeypatch.setattr(settings, "FILES_MAX_BYTES", len(RULES))
    with refused("no room"):
        a_file(b"other words", "b.txt", by=ana)
    assert a_file(by=ana).content_id


def test_an_empty_file_is_refused(ana: Person) -> None:
    with refused("empty"):
        a_file(b"", by=ana)


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (RULES, "a.pdf", "pdf"),
        (RULES, "holiday.jpg", "pdf"),
        (makers.a_word_document("x"), "a.docx", "docx"),
        (makers.some_slides("x"), "a.pptx", "pptx"),
        (makers.a_workbook([1]), "a.xlsx", "xlsx"),
        (makers.an_open_document("text", ""), "a.odt", "odt"),
        (makers.an_open_document("spreadsheet", ""), "a.ods", "ods"),
        (makers.a_picture(), "a.png", "png"),
        (makers.a_picture(format="JPEG"), "a", "jpeg"),
        (makers.a_letter(), "a.eml", "mail"),
        (b"a,b\n1,2\n", "a.csv", "csv"),
        (b"a,b\n1,2\n", "a.txt", "text"),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\nx", "a.txt", "captions"),
        (b"<!doctype html><script>alert(1)</script>", "a.txt", "html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.png", "svg"),
        (b"MZ\x90\0\x03\0", "salary.pdf", "program"),
        (b"GIF89a/*\x80\0*/=1;alert(1)", "a.js", "gif"),
        (makers.a_pdf("x") + makers.zipped({"a": "b"}), "a.zip", "pdf"),
        (b"\0\1\2\3" * 50, "a.pdf", "other"),
    ],
)
def test_what_a_file_is_is_told_by_its_bytes(data: bytes, name: str, format: str) -> None:
    assert told_from(io.BytesIO(data), name).key == format


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ratna\\plan.docx", "plan.docx"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("salary\u202efdp.exe", "salaryfdp.exe"),
        ("..", "file"),
        ("", "file"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
        ("laporan  triwulan.pdf ", "laporan triwulan.pdf"),
    ],
)
def test_a_name_is_only_a_name(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


def test_where_a_file_is_already_is_told_only_to_those_who_may_know(
    ana: Person, ben: Person, cleo: Person, stranger: Stranger
) -> None:
    item = an_article_with(a_file(by=ana), by=ana, audience="unit")
    again = a_file(by=ben)
    assert others_with(again.content, ben, besides=again) == [item]
    assert others_with(again.content, cleo, besides=again) == []
    assert others_with(again.content, stranger, besides=again) == []


def test_that_a_draft_has_the_same_file_is_no_readers_affair(ana: Person, ben: Person) -> None:
    change_files(an_article(by=ana), a_file(by=ana), by=ana)
    again = a_file(by=ben)
    assert others_with(again.content, ben, besides=again) == []


def test_a_file_of_another_page_is_not_taken_along(ana: Person) -> None:
    file = a_file(by=ana)
    an_article_with(file, by=ana)
    with pytest.raises(Exception, match="belongs to another page"):
        a_draft_with(file, by=ana)


def test_what_no_text_has_is_gone_after_a_week(ana: Person) -> None:
    kept, left = a_file(by=ana), a_file(b"nobody wants this", "b.txt", by=ana)
    an_article_with(kept, by=ana)
    long_ago = timezone.now() - timedelta(days=8)
    Attachment.objects.update(uploaded_at=long_ago)
    Content.objects.update(kept_at=long_ago)
    sweep()
    assert list(Attachment.objects.all()) == [kept]
    assert list(Content.objects.all()) == [kept.content]
    assert default_storage.exists(str(left.content.file)) is True  # for a day: somebody may be reading it


def test_a_file_taken_out_of_a_draft_belongs_to_nobody_once_the_text_is_out(ana: Person) -> None:
    kept, left = a_file(by=ana), a_file(b"second thoughts", "b.txt", by=ana)
    item = a_draft_with(kept, left, by=ana)
    actions.publish(change_files(item, kept, by=ana), by=ana)
    left.refresh_from_db()
    kept.refresh_from_db()
    assert (kept.item, left.item) == (item, None)
