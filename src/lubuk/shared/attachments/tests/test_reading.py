"""Files are read by the worker: page by page, in a process of its own, found by their words."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments import process, reading
from lubuk.shared.attachments.models import Attachment, Content, Reading
from lubuk.shared.attachments.tests import makers
from lubuk.shared.attachments.tests.conftest import a_file, an_article_with, content_of
from tests.cast import Visit, trail_of

pytestmark = pytest.mark.django_db

type ReadAll = Callable[[], None]


def pages(file: Attachment) -> list[str]:
    return [page.text for page in content_of(file).pages.all()]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (makers.a_pdf("First leaf", "Second leaf"), "a.pdf", ["First leaf", "Second leaf"]),
        (
            makers.a_word_document("Before", "Valves", "Turn it.", headings=("Valves",)), "a.docx",
            ["Before", "Valves\nTurn it."],
        ),
        (makers.some_slides("One\nPoint", "Two"), "a.pptx", ["One\nPoint", "Two"]),
        (
            makers.an_open_document("text", "<text:h>Valves</text:h><text:p>Turn <text:span>it</text:span>.</text:p>"),
            "a.odt", ["Valves\nTurn it."],
        ),
        (
            makers.an_open_document("presentation", "<draw:page><text:p>One</text:p></draw:page>"), "a.odp", ["One"],
        ),
        (makers.a_workbook(["Meter", "Read"], [12, 3.5]), "a.xlsx", ["Meter · Read\n12 · 3.5"]),
        (b"# Valves\n\nTurn it.\n\n## Keys\n\nAt the gate.\n", "a.md", ["Valves\n\nTurn it.", "Keys\n\nAt the gate."]),
        (
            b"<!doctype html><title>T</title><h1>Valves</h1><script>x()</script><p>Turn it.</p>", "a.html",
            ["Valves\n\nTurn it."],
        ),
        (b"Kata \xe9", "a.txt", ["Kata é"]),
        (b"WEBVTT\n\n1\n00:00.000 --> 00:02.000\nAir naik.\n", "a.vtt", ["Air naik."]),
    ],
)  # fmt: skip
def test_words_are_read_page_by_page(
    ana: Person, read_all: ReadAll, data: bytes, name: str, expected: list[str]
) -> None:
    file = a_file(data, name, by=ana)
    read_all()
    assert content_of(file).reading == Reading.READ
    assert pages(file) == expected


def test_a_letter_is_read_with_its_head(ana: Person, read_all: ReadAll) -> None:
    file = a_file(makers.a_letter(), "a.eml", by=ana)
    read_all()
    assert "Subject: Pump house keys" in pages(file)[0]
    assert "They hang at the gate." in pages(file)[0]
    assert content_of(file).about["title"] == "Pump house keys"


def test_what_a_file_says_of_itself_is_kept_as_dublin_core(ana: Person, read_all: ReadAll) -> None:
    file = a_file(makers.a_pdf("x", title="Rules", author="Ratna"), by=ana)
    read_all()
    assert content_of(file).about == {
        "title": "Rules",
        "creator": "Ratna",
        "date": "2026-03-12",
        "extent": "1",
    }


def test_a_table_is_told_column_by_column(ana: Person, read_all: ReadAll, visit: Visit) -> None:
    rows: list[list[Any]] = [["Meter", "Read on", "Cubic metres", "Formula"]]
    rows += [[f"M{n}", date(2026, 1, 1 + n), 1.5 * n, "=2+2" if n else None] for n in range(5)]
    file = a_file(makers.a_workbook(*rows), "meters.xlsx", by=ana)
    an_article_with(file, by=ana)
    read_all()
    sheet = content_of(file).sheets.get()
    told = {column["name"]: (column["type"], column["filled"]) for column in sheet.columns}
    assert told["Meter"] == ("text", 100)
    assert told["Read on"] == ("date", 100)
    assert (sheet.columns[2]["least"], sheet.columns[2]["most"]) == ("0", "6")
    assert told["Formula"] == ("empty", 0)  # formulas are never worked out
    given = visit(ana).get(f"/files/{file.pk}/tables/1/csv/").getvalue().decode()
    assert given.splitlines()[:2] == ["Meter,Read on,Cubic metres,Formula", "M0,2026-01-01,0,"]


def test_a_cell_that_a_spreadsheet_would_run_is_defused_in_the_csv(
    ana: Person, read_all: ReadAll, visit: Visit
) -> None:
    file = a_file(b"name,value\n=cmd|' /C calc'!A0,-5\n@sum,+1\n", "a.csv", by=ana)
    an_article_with(file, by=ana)
    read_all()
    given = visit(ana).get(f"/files/{file.pk}/tables/1/csv/").getvalue().decode()
    assert given.splitlines()[1:] == ["'=cmd|' /C calc'!A0,-5", "'@sum,+1"]


def test_the_same_file_is_read_once_and_told_to_all_its_pages(
    ana: Person, ben: Person, read_all: ReadAll
) -> None:
    first, second = an_article_with(a_file(by=ana), by=ana), an_article_with(a_file(by=ben), by=ben)
    read_all()
    assert trail_of(first)[-1] == trail_of(second)[-1] == ("", "FilesRead")
    assert Content.objects.get().attempts == 1


def test_a_worker_that_died_leaves_the_file_to_the_next(ana: Person, read_all: ReadAll) -> None:
    file = a_file(by=ana)
    taken = reading.take_up()
    assert taken is not None
    assert reading.take_up() is None  # another worker has it
    Content.objects.update(begun_at=taken.kept_at - 2 * reading.TAKEN_FOR)
    read_all()
    assert content_of(file).reading == Reading.READ


def test_a_file_that_ends_every_reader_is_given_up(ana: Person, read_all: ReadAll) -> None:
    file = a_file(by=ana)
    Content.objects.update(attempts=reading.ATTEMPTS)
    read_all()
    assert (content_of(file).reading, content_of(file).reason) == (Reading.REFUSED, "attempts")


def test_the_process_that_opens_files_knows_no_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("LUBUK_SECRET_KEY", "s" * 40)
    assert not [name for name in process.environment(str(tmp_path)) if "LUBUK" in name or "URL" in name]


def test_a_reader_that_is_killed_says_that_it_took_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_said: Any, **more: Any) -> subprocess.Popen[bytes]:
        code = "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)"
        return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=more["stderr"])

    monkeypatch.setattr(
        process, "subprocess", type("S", (), {**vars(subprocess), "Popen": staticmethod(killed)})
    )
    assert signal.SIGXCPU == -process.OUT_OF_TIME
    assert process.look_into("pdf", tmp_path / "x", tmp_path).reason == "time"


def test_a_scan_says_what_is_missing_to_read_it(
    ana: Person, read_all: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    file = a_file(makers.a_pdf(""), by=ana)
    read_all()
    assert (content_of(file).reading, content_of(file).reason) == (Reading.REFUSED, "no-ocr")
    reading.take_up_scans()
    assert content_of(file).reading == Reading.REFUSED


def test_a_scan_is_read_where_tesseract_is_installed(
    ana: Person, read_all: ReadAll, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo eng; echo ind; else echo "words of a scan, $4"; fi\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    file = a_file(makers.a_pdf(""), by=ana)
    read_all()
    assert pages(file) == ["words of a scan, ind+eng"]
    assert content_of(file).notes == ["ocr"]


def test_a_scan_that_came_before_tesseract_waits_again(
    ana: Person, read_all: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    file = a_file(makers.a_pdf(""), by=ana)
    read_all()
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/tesseract")
    reading.take_up_scans()
    assert content_of(file).reading == Reading.WAITING
