"""How files are given out: nothing runs, ranges work, rights are asked each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests import makers
from lubuk.shared.attachments.tests.conftest import RULES, a_draft_with, a_file, an_article_with
from tests.cast import Visit

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (HTML, "page.html"), (HTML, "page.pdf"), (SVG, "map.svg"), (SVG, "map.png"), (b"MZ\0", "a.pdf"),
        (makers.zipped({"a": "b"}), "a.zip"), (makers.a_word_document("x"), "a.docx"),
    ],
)  # fmt: skip
def test_what_could_run_is_only_ever_a_download(ana: Person, visit: Visit, data: bytes, name: str) -> None:
    file = a_file(data, name, by=ana)
    an_article_with(file, by=ana)
    answer = visit(ana).get(file.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert_closed(answer)


@pytest.mark.parametrize(
    ("data", "name", "type"),
    [
        (RULES, "a.pdf", "application/pdf"), (makers.a_picture(), "a.png", "image/png"),
        (b"plain <script>alert(1)</script>", "a.txt", "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_what_runs_nothing_is_shown(ana: Person, visit: Visit, data: bytes, name: str, type: str) -> None:
    file = a_file(data, name, by=ana)
    an_article_with(file, by=ana)
    answer = visit(ana).get(file.get_absolute_url())
    assert (answer["Content-Type"], answer["Content-Disposition"][:7]) == (type, "inline;")
    assert_closed(answer)
    assert (
        visit(ana).get(f"{file.get_absolute_url()}?download")["Content-Disposition"].startswith("attachment;")
    )


def assert_closed(answer: Any) -> None:
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("asked", "status", "given", "said"),
    [
        ("bytes=0-3", 206, slice(0, 4), "bytes 0-3/10"),
        ("bytes=4-", 206, slice(4, 10), "bytes 4-9/10"),
        ("bytes=-3", 206, slice(7, 10), "bytes 7-9/10"),
        ("bytes=8-99", 206, slice(8, 10), "bytes 8-9/10"),
        ("bytes=-99", 206, slice(0, 10), "bytes 0-9/10"),
        ("bytes=10-", 416, slice(0, 0), "bytes */10"),
        ("bytes=5-2", 416, slice(0, 0), "bytes */10"),
        ("bytes=-0", 416, slice(0, 0), "bytes */10"),
        ("bytes=0-1,4-5", 200, slice(0, 10), ""),
        ("lines=0-1", 200, slice(0, 10), ""),
        ("bytes=-", 200, slice(0, 10), ""),
    ],
)
def test_a_part_can_be_asked_for(
    ana: Person, visit: Visit, asked: str, status: int, given: slice, said: str
) -> None:
    file = a_file(b"0123456789", "a.txt", by=ana)
    answer = visit(ana).get(file.get_absolute_url(), headers={"range": asked})
    assert (answer.status_code, answer.getvalue()) == (status, b"0123456789"[given])
    assert answer.get("Content-Range", "") == said


def test_a_part_of_another_file_than_was_begun_is_not_given(ana: Person, visit: Visit) -> None:
    file = a_file(b"0123456789", "a.txt", by=ana)
    answer = visit(ana).get(file.get_absolute_url(), headers={"range": "bytes=2-", "if-range": '"other"'})
    assert (answer.status_code, answer.getvalue()) == (200, b"0123456789")


def test_what_the_browser_has_is_not_sent_again(ana: Person, visit: Visit) -> None:
    file, browser = a_file(by=ana), visit(ana)
    tag = browser.get(file.get_absolute_url())["ETag"]
    again = browser.get(file.get_absolute_url(), headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_compressing_browser_gets_the_length_it_is_told(ana: Person, visit: Visit) -> None:
    file = a_file(b"words " * 1000, "a.txt", by=ana)
    answer = visit(ana).get(file.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert int(answer["Content-Length"]) == len(answer.getvalue()) == 6000


def test_a_name_cannot_break_out_of_its_header(ana: Person, visit: Visit) -> None:
    file = a_file(b"x", 'a";filename="b.exe', by=ana)
    said = visit(ana).get(f"/files/{file.pk}/x")["Content-Disposition"]
    assert said.count('"') == 2


def test_everything_of_a_file_is_as_hidden_as_its_item(
    ana: Person, cleo: Person, stranger: Stranger, visit: Visit, read_all: Callable[[], None]
) -> None:
    pdf, table = a_file(by=ana), a_file(b"a,b\n1,2\n", "a.csv", by=ana)
    a_draft_with(pdf, table, by=ana)
    read_all()
    for address in doors(pdf, table):
        assert visit(ana).get(address).status_code == 200, address
        assert visit(cleo).get(address).status_code == 404, address
        assert visit(stranger).get(address).status_code == 404, address


def doors(pdf: Attachment, table: Attachment) -> list[str]:
    return [
        pdf.get_absolute_url(), f"/files/{pdf.pk}/preview/", f"/files/{pdf.pk}/text/",
        f"/files/{table.pk}/tables/1/", f"/files/{table.pk}/tables/1/csv/",
    ]  # fmt: skip
