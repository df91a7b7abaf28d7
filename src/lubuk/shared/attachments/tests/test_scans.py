"""Pages that are pictures, read by the real Tesseract.

Where it isn't installed the same files say so: each test asserts what people see on this machine.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments import process
from lubuk.shared.attachments.extraction import ocr, pdf
from lubuk.shared.attachments.extraction.report import Enough, Report
from lubuk.shared.attachments.tests import makers
from lubuk.shared.attachments.tests.conftest import a_file, content_of
from lubuk.shared.attachments.tests.scans import (
    ENGLISH,
    INDONESIAN,
    IS_HERE,
    a_photo_of,
    hide_unless_whole,
    scanned,
)

pytestmark = pytest.mark.django_db

type ReadAll = Callable[[], None]


@pytest.fixture(autouse=True)
def _all_of_it_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    hide_unless_whole(monkeypatch)


@pytest.mark.parametrize("lines", [ENGLISH, INDONESIAN])
def test_a_photo_of_a_page_is_read_the_right_way_up(
    ana: Person, read_all: ReadAll, lines: tuple[str, ...]
) -> None:
    file = a_file(a_photo_of(lines), "board.jpg", by=ana)
    read_all()
    words = "".join(page.text for page in content_of(file).pages.all())
    assert (lines[0] in words) is IS_HERE
    assert content_of(file).preview  # with or without its words


def test_each_picture_of_a_tiff_is_a_page(ana: Person, read_all: ReadAll) -> None:
    file = a_file(scanned("TIFF", ENGLISH, INDONESIAN), "fax.tiff", by=ana)
    read_all()
    pages = [page.text for page in content_of(file).pages.all()]
    expected = [ENGLISH[1], INDONESIAN[1]] if IS_HERE else []
    assert [line for line, page in zip(expected, pages, strict=True) if line in page] == expected


def test_when_the_time_for_a_file_is_over_the_pages_read_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned("PDF", *[ENGLISH] * 3))
    monkeypatch.setattr(ocr, "installed", lambda: ("eng",))
    monkeypatch.setattr(ocr, "read", lambda _picture: "The penstock is closed.")
    monkeypatch.setattr(ocr, "has_time", iter([True, False]).__next__)
    with pytest.raises(Enough):  # what it comes to: the note that only a part can be searched
        pdf.read(path, Report(tmp_path))
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["text"] for one in said if "page" in one] == ["The penstock is closed.", "", ""]


def test_a_stamped_scan_is_read_and_a_short_page_of_words_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner prints a number on its picture; a page with a line of true text and no picture needs no OCR."""
    path = tmp_path / "short.pdf"
    path.write_bytes(makers.a_pdf("Annex 3"))
    monkeypatch.setattr(ocr, "installed", lambda: ("eng",))
    short = pdf.opened(path)[0]
    path.write_bytes(scanned("PDF", ENGLISH))
    picture = pdf.opened(path)[0]
    assert not pdf.is_scan(short, pdf.text_of(short))
    assert pdf.is_scan(picture, "Annex 3")


def test_ocr_ends_with_the_process_that_asked_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program holds a pipe open: at its end nothing more can come."""
    program, pipe = tmp_path / "tesseract", tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    program.write_text(
        f"#!/bin/sh\n[ $1 = --list-langs ] && echo eng && exit\nexec > {pipe}\necho begun\nexec sleep 60\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(process, "SECONDS", 4)
    path = tmp_path / "scan.tiff"
    path.write_bytes(scanned("TIFF", ENGLISH))
    assert process.look_into("tiff", path, tmp_path).reason == "time"
    assert os.read(end, 100) == b"begun\n"
    assert os.read(end, 100) == b""
    os.close(end)
