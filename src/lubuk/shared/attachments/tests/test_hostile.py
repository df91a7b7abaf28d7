"""Files made to do harm: each is answered with a sentence, the worker lives, nothing is kept by halves.

docs/security.md lists what is tried here and what comes of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments.actions import upload_file
from lubuk.shared.attachments.models import Attachment, Page, Reading, Sheet
from lubuk.shared.attachments.tests import makers
from lubuk.shared.attachments.tests.conftest import RULES, a_file, an_article_with, content_of
from lubuk.shared.attachments.words import REASONS
from tests.cast import Visit, refused

pytestmark = pytest.mark.django_db

type ReadAll = Callable[[], None]

MEGABYTE = 2**20
LONGEST = 30.0  # seconds; most take less than one
BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
LEAK = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'


def bomb(of: bytes, name: str, times: int = 300) -> bytes:
    """An office file with an entry that unpacks to hundreds of megabytes of zeros."""
    return makers.with_entry(of, name, b"\0" * (times * MEGABYTE))


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 3]


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb as Word": ("a.docx", lambda: bomb(makers.a_word_document("x"), "word/media/x.bin"), "swollen"),
    "a zip bomb as Excel": ("a.xlsx", lambda: bomb(makers.a_workbook([1]), "xl/media/x.bin"), "swollen"),
    "a zip bomb as OpenDocument": (
        "a.odt", lambda: bomb(makers.an_open_document("text", ""), "Pictures/x"), "swollen",
    ),
    "a hundred thousand entries": (
        "a.docx", lambda: makers.a_word_document("x", more={f"word/{n}.xml": "" for n in range(25_000)}), "swollen",
    ),
    "entities that grow, in Word": (
        "a.docx", lambda: makers.zipped({"[Content_Types].xml": "<T/>", "word/document.xml": BOMB}), "entities",
    ),
    "entities that grow, in Excel": (
        "a.xlsx", lambda: makers.zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": BOMB}), "entities",
    ),
    "entities that grow, in UTF-16": (
        "a.xlsx", lambda: makers.zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": BOMB.encode("utf-16")}),
        "entities",
    ),
    "an entity that reads a file": (
        "a.odt", lambda: makers.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": LEAK}),
        "entities",
    ),
    "elements within elements": (
        "a.odt", lambda: makers.an_open_document("text", "<text:s>" * 100_000 + "</text:s>" * 100_000), "nested",
    ),
    "letters within letters": ("a.eml", lambda: makers.a_nested_letter(5_000), "nested"),
    "letters a little too deep": ("a.eml", lambda: makers.a_nested_letter(12), "nested"),
    "an endless picture": ("a.png", makers.an_endless_picture, "pixels"),
    "a broken PDF": ("a.pdf", lambda: truncated(RULES), "broken"),
    "a PDF that is only a head": ("a.pdf", lambda: b"%PDF-1.7\n", "broken"),
    "half a Word document": ("a.docx", lambda: makers.a_word_document("x" * 5_000)[:300] + b"word/document", "broken"),
    "half a picture": ("a.png", lambda: truncated(makers.a_picture(400, 300)), "broken"),
    "an Excel workbook of another kind": (
        "a.xlsx", lambda: makers.zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<x/>"}), "broken",
    ),
    "a locked ZIP as Word": ("a.docx", lambda: makers.locked(makers.a_word_document("x")), "locked"),
}  # fmt: skip


@pytest.mark.parametrize("attack", HOSTILE)
def test_it_is_refused_in_a_sentence_and_the_next_file_is_read(
    ana: Person, read_all: ReadAll, visit: Visit, attack: str
) -> None:
    name, made, reason = HOSTILE[attack]
    file = a_file(made(), name, by=ana)
    item = an_article_with(file, by=ana)
    began = time.monotonic()
    read_all()
    assert time.monotonic() - began < LONGEST
    assert (content_of(file).reading, content_of(file).reason) == (Reading.REFUSED, reason)
    assert not Page.objects.exists()
    assert not Sheet.objects.exists()
    page = visit(ana).get(item.get_absolute_url()).content.decode()
    assert str(REASONS[reason]).split(".")[0] in page.replace("&#x27;", "'")
    good = a_file(by=ana)
    read_all()
    assert content_of(good).reading == Reading.READ


def test_ten_thousand_pages_are_read_as_far_as_is_sane(ana: Person, read_all: ReadAll, visit: Visit) -> None:
    file = a_file(makers.a_pdf(*(f"page {n}" for n in range(10_000))), by=ana)
    item = an_article_with(file, by=ana)
    read_all()
    content = content_of(file)
    assert (content.reading, content.notes, content.pages.count()) == (Reading.READ, ["part"], 2_000)
    assert "only its first part can be searched" in visit(ana).get(item.get_absolute_url()).content.decode()


def test_a_page_a_mile_long_makes_a_small_preview(ana: Person, read_all: ReadAll) -> None:
    file = a_file(makers.a_pdf("x").replace(b"595 842", b"14400 9"), by=ana)
    read_all()
    assert max(content_of(file).width or 0, content_of(file).height or 0) <= 900


def test_macros_are_said_and_not_run(ana: Person, read_all: ReadAll, visit: Visit) -> None:
    file = a_file(makers.a_word_document("Hello", more={"word/vbaProject.bin": b"Shell"}), "a.docm", by=ana)
    item = an_article_with(file, by=ana)
    read_all()
    assert content_of(file).reading == Reading.READ
    assert (
        "It holds macros. They were not run here" in visit(ana).get(item.get_absolute_url()).content.decode()
    )


def test_what_html_wants_to_run_is_neither_run_nor_found(ana: Person, read_all: ReadAll) -> None:
    file = a_file(
        b"<!doctype html><p onclick=steal()>Words<script>alert('secret')</script>", "a.html", by=ana
    )
    read_all()
    assert content_of(file).notes == ["scripts"]
    assert [page.text for page in content_of(file).pages.all()] == ["Words"]


def test_an_enclosed_name_with_a_path_leads_nowhere(ana: Person, read_all: ReadAll, tmp_path: Path) -> None:
    file = a_file(
        makers.a_word_document("Hello", more={"../../../../tmp/evil.txt": "x"}), "../../a.docx", by=ana
    )
    read_all()
    assert content_of(file).reading == Reading.READ
    assert not Path("/tmp/evil.txt").exists()
    assert str(content_of(file).file).startswith("files/")
    assert file.name == "a.docx"


def test_a_sparse_file_of_four_gigabytes_costs_nothing(ana: Person, tmp_path: Path) -> None:
    path = tmp_path / "sparse.bin"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 4 * 2**30)
    began = time.process_time()  # of this process alone: the machine may be busy with others
    with path.open("rb") as file, refused("larger than"):
        upload_file(file, "sparse.bin", by=ana)
    assert time.process_time() - began < 2.0
    assert not Attachment.objects.exists()


def test_words_with_control_characters_can_be_kept_by_any_database(ana: Person, read_all: ReadAll) -> None:
    file = a_file(b"a\x0cb and \xef\xbf\xbf words", "a.txt", by=ana)
    read_all()
    assert [page.text for page in content_of(file).pages.all()] == ["a b and words"]


def test_a_table_that_says_it_is_endless_ends(ana: Person, read_all: ReadAll) -> None:
    cells = (
        '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p></table:table-cell>'
    )
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    file = a_file(makers.an_open_document("spreadsheet", table * 2), "a.ods", by=ana)
    read_all()
    assert [len(sheet.columns) for sheet in content_of(file).sheets.all()] == [200, 200]
