"""Uploads in chunks: a lost chunk costs the chunk, and nothing is kept by halves."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.shared.attachments.models import Attachment, Chunk, Content, Upload
from lubuk.shared.attachments.sweeping import sweep
from lubuk.shared.attachments.uploading import MOST_OPEN
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DATA = b"0123456789" * 100


def begun(browser: Client, **said: Any) -> Any:
    asked = {"name": "film.txt", "length": len(DATA), **said}
    return browser.post("/uploads/", json.dumps(asked), content_type="application/json")


def send(browser: Client, url: str, at: int, data: bytes, **headers: str) -> Any:
    return browser.patch(
        url,
        data,
        content_type="application/offset+octet-stream",
        headers={"upload-offset": str(at), **headers},
    )


def test_a_file_arrives_in_chunks_and_is_one_file(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser, digest=hashlib.sha256(DATA).hexdigest()).json()["url"]
    assert send(browser, url, 0, DATA[:400])["Upload-Offset"] == "400"
    assert browser.head(url)["Upload-Offset"] == "400"
    told = send(browser, url, 400, DATA[400:]).json()
    kept = Attachment.objects.get(key=told["key"])
    assert kept.content.file.read() == DATA
    assert (kept.name, kept.uploaded_by, kept.item) == ("film.txt", ana, None)
    assert not Chunk.objects.exists()


def test_a_chunk_sent_twice_counts_once(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser).json()["url"]
    send(browser, url, 0, DATA[:400])
    again = send(browser, url, 0, DATA[:400])
    assert (again.status_code, again["Upload-Offset"]) == (409, "400")
    assert send(browser, url, 400, DATA[400:]).status_code == 200
    assert Content.objects.get().size == len(DATA)


def test_whose_last_answer_was_lost_asks_again_and_gets_the_same_file(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser).json()["url"]
    first = send(browser, url, 0, DATA).json()
    assert send(browser, url, len(DATA), b"").json() == first
    assert Attachment.objects.count() == 1


def test_a_chunk_damaged_on_its_way_is_not_kept(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser).json()["url"]
    answer = send(browser, url, 0, DATA[:400], **{"upload-checksum": hashlib.sha256(b"other").hexdigest()})
    assert answer.status_code == 460
    assert browser.head(url)["Upload-Offset"] == "0"


def test_a_file_that_arrives_changed_is_refused(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser, digest="0" * 64).json()["url"]
    answer = send(browser, url, 0, DATA)
    assert (answer.status_code, answer.json()["message"]) == (
        422,
        "The file arrived changed. Upload it again.",
    )
    assert not Content.objects.exists()
    assert not Upload.objects.exists()


def test_four_gigabytes_are_refused_before_a_byte_is_sent(ana: Person, visit: Visit) -> None:
    answer = begun(visit(ana), length=4 * 2**30)
    assert answer.status_code == 422
    assert "larger than" in answer.json()["message"]


@pytest.mark.parametrize("said", [{"length": -1}, {"length": "many"}, {"length": 0}, {"length": "9" * 40}])
def test_a_length_that_is_none_is_refused(ana: Person, visit: Visit, said: dict[str, Any]) -> None:
    assert begun(visit(ana), **said).status_code == 422


def test_what_is_no_json_is_refused(ana: Person, visit: Visit) -> None:
    for body in ("", "[]", "{", '"x"', '{"name": "a"}'):
        assert visit(ana).post("/uploads/", body, content_type="application/json").status_code == 422


def test_more_than_was_announced_is_refused(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser, length=5).json()["url"]
    assert send(browser, url, 0, DATA).status_code == 422
    assert browser.head(url)["Upload-Offset"] == "0"


def test_an_upload_is_its_beginners_own(ana: Person, ben: Person, stranger: Stranger, visit: Visit) -> None:
    url = begun(visit(ana)).json()["url"]
    for person in (ben, stranger):
        assert visit(person).head(url).status_code == 404
        assert send(visit(person), url, 0, DATA).status_code == 404
        assert visit(person).delete(url).status_code == 404
    assert visit(ana).head(url)["Upload-Offset"] == "0"


def test_nobody_begins_without_end(ana: Person, visit: Visit) -> None:
    for _n in range(MOST_OPEN):
        begun(visit(ana))
    assert begun(visit(ana)).status_code == 422


def test_a_disk_that_is_full_is_said(ana: Person, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FILES_MAX_BYTES", 10)
    assert "no room" in begun(visit(ana)).json()["message"]


def test_an_upload_that_is_given_up_leaves_nothing(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser).json()["url"]
    send(browser, url, 0, DATA[:400])
    assert browser.delete(url).status_code == 204
    assert not Upload.objects.exists()
    assert browser.head(url).status_code == 404


def test_what_nobody_finished_is_gone_after_days(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    url = begun(browser).json()["url"]
    send(browser, url, 0, DATA[:400])
    Upload.objects.update(begun_at=timezone.now() - timedelta(days=4))
    sweep()
    assert browser.head(url).status_code == 404
    assert not Chunk.objects.exists()


def test_a_name_that_promises_something_else_is_said(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    data = b"<!doctype html><p>Hello"
    url = begun(browser, name="report.pdf", length=len(data)).json()["url"]
    said = send(browser, url, 0, data).json()
    assert said["name"] == "report.pdf.html"
    assert said["said"] == ["Its name promises something else: in truth it is HTML."]
