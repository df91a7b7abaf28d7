"""Office documents are recognised and read: a small picture, chapters with points and tables, slides, sheets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments.extraction.chapters import LONG
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests import makers
from lubuk.shared.attachments.tests.conftest import a_file, an_article_with, content_of
from lubuk.shared.attachments.tests.documents import a_book, a_report, a_talk, a_thumbnail, an_open_report
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

type ReadAll = Callable[[], None]


def told(file: Attachment) -> list[tuple[str, str]]:
    return [(page.heading, page.html) for page in content_of(file).pages.all()]


def test_a_report_is_shown_with_its_points_and_its_table(
    ana: Person, read_all: ReadAll, visit: Visit
) -> None:
    file = a_file(a_report(), "report.docx", by=ana)
    an_article_with(file, by=ana)
    read_all()
    shown = visit(ana).get(f"/files/{file.pk}/text/").content.decode()
    assert "<ul><li>The grid is clear</li><li>The gauge stands above two</li></ul>" in shown
    assert "<th>Hour</th><th>Name</th>" in shown
    assert "<td>18–06</td><td>Bu Sri</td>" in shown
    assert shown.count("Before the pumps run") == 1
    words = content_of(file).pages.last()
    assert words is not None
    assert words.text == "Who is called\nHour · Name\n06–18 · Pak Yusran\n18–06 · Bu Sri"


def test_an_opendocument_report_is_shown_likewise(ana: Person, read_all: ReadAll) -> None:
    file = a_file(an_open_report(), "report.odt", by=ana)
    read_all()
    before, who = told(file)
    assert before == (
        "Before the pumps run",
        "<p>Look at three things.</p><ul><li>The grid is clear</li></ul>",
    )
    assert "<th>Hour</th>" in who[1]
    assert "<td>06–18</td>" in who[1]


def test_slides_keep_their_numbers_their_titles_and_their_notes(
    ana: Person, read_all: ReadAll, visit: Visit
) -> None:
    file = a_file(a_talk(), "talk.pptx", by=ana)
    an_article_with(file, by=ana)
    read_all()
    assert told(file) == [
        (
            "Pumps",
            "<ul><li>Clear the grid</li><li>Read the gauge</li></ul>"
            "<blockquote><p>Say who has the key.</p></blockquote>",
        ),
        ("", ""),
    ]
    shown = visit(ana).get(f"/files/{file.pk}/text/").content.decode()
    assert '<span class="kind">Slide 2</span>' in shown
    assert shown.count("Pumps") == 1


def test_each_sheet_of_a_workbook_is_a_table_that_can_be_gone_to(
    ana: Person, read_all: ReadAll, visit: Visit
) -> None:
    book = a_book(
        Meters=[["Meter", "Read"], *[[f"M{n}", n] for n in range(250)]],
        Keys=[["Key", "Who"], ["Gate", "Sri"]],
    )
    file = a_file(book, "meters.xlsx", by=ana)
    an_article_with(file, by=ana)
    read_all()
    shown = visit(ana).get(f"/files/{file.pk}/text/").content.decode()
    assert '<a href="#page-2">Keys</a>' in shown
    assert "<td>Gate</td><td>Sri</td>" in shown
    assert "<td>M199</td>" in shown
    assert "<td>M200</td>" not in shown  # in the words below, where a search may lead
    assert "M249 · 249" in shown


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (a_report(thumbnail=a_thumbnail()), "a.docx"),
        (an_open_report(thumbnail=a_thumbnail("PNG")), "a.odt"),
        (makers.with_entry(makers.some_slides("One"), "docProps/thumbnail.jpeg", a_thumbnail()), "a.pptx"),
        (makers.with_entry(makers.a_workbook(["A"], [1]), "docProps/thumbnail.png", a_thumbnail("PNG")), "a.xlsx"),
    ],
)  # fmt: skip
def test_the_small_picture_that_a_document_has_of_itself_is_its_preview(
    ana: Person, read_all: ReadAll, data: bytes, name: str
) -> None:
    file = a_file(data, name, by=ana)
    read_all()
    content = content_of(file)
    assert (content.width, content.height) == (256, 192)
    assert content.pages.count() > 0


@pytest.mark.parametrize(
    "thumbnail", [b"no picture", makers.an_endless_picture(), a_thumbnail(side=20), a_thumbnail()[:200]]
)
def test_a_small_picture_that_is_none_takes_no_words_away(
    ana: Person, read_all: ReadAll, thumbnail: bytes
) -> None:
    file = a_file(a_report(thumbnail=thumbnail), "a.docx", by=ana)
    read_all()
    assert not content_of(file).preview
    assert content_of(file).pages.count() == 2


def test_nothing_that_a_document_says_becomes_a_script(ana: Person, read_all: ReadAll, visit: Visit) -> None:
    said = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"
    file = a_file(a_report(cell=said), "a.docx", by=ana)
    an_article_with(file, by=ana)
    read_all()
    shown = visit(ana).get(f"/files/{file.pk}/text/").content.decode()
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</td>" in shown


def test_a_long_chapter_goes_on_as_a_further_page(ana: Person, read_all: ReadAll) -> None:
    lines = ["Valves", *["The valve is turned. " * 20] * (LONG // 300)]
    file = a_file(makers.a_word_document(*lines, headings=("Valves",)), "a.docx", by=ana)
    read_all()
    pages = list(content_of(file).pages.all())
    assert [page.heading for page in pages] == ["Valves", "Valves"]
    assert all(page.html.startswith("<p>The valve") for page in pages)
