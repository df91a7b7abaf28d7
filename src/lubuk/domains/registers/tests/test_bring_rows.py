"""A table comes into a register: seen before it is taken, by the rights of who brings it, each row accounted for."""

from __future__ import annotations

import csv
import io
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lubuk.domains.registers.bringing import taking
from lubuk.domains.registers.models import Intake, IntakeRow, Workbook
from lubuk.domains.registers.tasks import advance_intake
from lubuk.domains.registers.tests.makers import REGISTER, a_project, rupiah
from lubuk.domains.registers.workbooks import make_workbook
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Version
from lubuk.shared.attachments.models import Attachment
from tests.cast import Visit, a_draft, an_article, fresh, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

TERMS = "/registers/term/"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_term(title: str, *, by: Person, **fields: Any) -> Item:
    filled = {"definition": "An hour", "also_called": "First\nthis.", **fields}
    return an_article(by=by, kind="term", title=title, body="", fields=filled, audience="public")


def sent(browser: Client, content: bytes | str, name: str = "terms.csv", to: str = TERMS) -> Intake:
    """Brought by a person and compared by the worker."""
    data = content if isinstance(content, bytes) else content.encode()
    page = browser.post(f"{to}bring/", {"table-new": SimpleUploadedFile(name, data)})
    assert page.status_code == HTTPStatus.FOUND, page.content.decode()
    intake = Intake.objects.latest("pk")
    advance_intake.call(intake.pk)
    intake.refresh_from_db()
    return intake


def taken(browser: Client, intake: Intake) -> dict[int, tuple[str, str]]:
    browser.post(f"/registers/tables/{intake.pk}/take/")
    advance_intake.call(intake.pk)
    return outcomes(intake)


def outcomes(intake: Intake) -> dict[int, tuple[str, str]]:
    return {row.number: (row.outcome, row.why) for row in intake.rows.all()}


def exported(
    browser: Client, to: str = TERMS, query: str = "?columns=title,definition,also_called"
) -> list[list[str]]:
    text = browser.get(f"{to}csv/{query}").getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def written(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def test_two_cells_changed_in_a_spreadsheet_come_back_and_nothing_else(visit: Visit, ana: Person) -> None:
    pump, well = a_term("Pump", by=ana), a_term("Well", by=ana)
    browser = visit(ana)
    rows = exported(browser)
    rows[1][3], rows[2][2] = "Two hours", "Deep well"
    intake = sent(browser, written(rows))
    preview = browser.get(intake.get_absolute_url()).content.decode()
    assert "<del>An hour</del>" in preview
    assert "<ins>Two hours</ins>" in preview
    assert "Nothing is kept yet" in preview
    assert fresh(pump).published == pump.published
    assert taken(browser, intake) == {2: ("changed", ""), 3: ("changed", "")}
    assert fresh(pump).published.fields["definition"] == "Two hours"  # type: ignore[union-attr]
    assert fresh(pump).published.fields["also_called"] == "First\nthis."  # type: ignore[union-attr]
    assert fresh(well).title == "Deep well"


def test_a_workbook_comes_back_as_it_went(visit: Visit, ana: Person, tmp_path: Any) -> None:
    a_term("Pump", by=ana, steps='<p>One.</p><ul><li>Two, "three"</li></ul>')
    a_term("=1+1", by=ana, also_called="007")
    browser = visit(ana)
    browser.post(f"{TERMS}workbook/?columns=title,definition,also_called")
    made = Workbook.objects.get()
    make_workbook(made)
    assert set(outcomes(sent(browser, made.file.read(), "terms.xlsx")).values()) == {("same", "")}
    book = load_workbook(io.BytesIO(made.file.open().read()))
    book.worksheets[0]["D2"] = "Five minutes"
    changed = io.BytesIO()
    book.save(changed)
    intake = sent(browser, changed.getvalue(), "terms.xlsx")
    assert [row.outcome for row in intake.rows.all()].count("to-change") == 1
    taken(browser, intake)
    assert Version.objects.filter(fields__definition="Five minutes", published_at__isnull=False).count() == 1


def test_new_rows_are_added_once_however_often_the_table_comes(visit: Visit, ana: Person) -> None:
    browser = visit(ana)
    table = "Title;Meaning;also called\nFlush the main;Ten minutes;Open it.\n"
    first = sent(browser, table)
    assert outcomes(first) == {2: ("to-add", "")}
    assert not Item.objects.filter(title="Flush the main").exists()
    assert taken(browser, first) == {2: ("added", "")}
    assert Item.objects.get(title="Flush the main").phase == "published"
    again = sent(browser, table)
    assert outcomes(again) == {2: ("same", "")}
    assert Item.objects.filter(title="Flush the main").count() == 1


def test_what_is_published_after_a_review_comes_in_as_a_draft(
    visit: Visit, ana: Person, dora: Person
) -> None:
    item = a_project("Well", by=ana, approved_by=dora, budget=rupiah(900))
    browser = visit(ana)
    rows = exported(browser, REGISTER, "?columns=title,budget")
    rows[1][3] = "1200 IDR"
    intake = sent(browser, written(rows), to=REGISTER)
    [(outcome, why)] = taken(browser, intake).values()
    assert outcome == "changed"
    assert "published after a review" in why
    assert fresh(item).published.fields["budget"]["amount"] == "900"  # type: ignore[union-attr]
    assert fresh(item).draft.fields["budget"]["amount"] == "1200"  # type: ignore[union-attr]
    assert [row.outcome for row in sent(browser, written(rows), to=REGISTER).rows.all()] == ["same"]


def test_the_row_of_another_is_refused_in_the_words_of_the_form(
    visit: Visit, ana: Person, ben: Person, cleo: Person
) -> None:
    item = a_term("Pump", by=ana)
    hidden = a_draft(by=ana, kind="term", title="Secret")
    rows = exported(visit(ben))
    rows[1][3] = "Never"
    rows.append([hidden.number, "", "Mine now", "", ""])
    rows.append(["GD-0000-9999", "", "Nobody’s", "", ""])
    intake = sent(visit(ben), written(rows))
    said = outcomes(intake)
    assert said[2] == ("refused", "Only its authors and stewards can change this page.")
    assert said[3][1].replace(hidden.number, "N") == said[4][1].replace("GD-0000-9999", "N")
    assert "Secret" not in visit(ben).get(intake.get_absolute_url()).content.decode()
    assert fresh(item).published.fields["definition"] == "An hour"  # type: ignore[union-attr]
    for path in ("", "report/"):
        assert visit(cleo).get(f"/registers/tables/{intake.pk}/{path}").status_code == HTTPStatus.NOT_FOUND


def test_a_cell_that_means_nothing_is_refused_with_its_column_and_no_other_row(
    visit: Visit, ana: Person, dora: Person
) -> None:
    a_project("Well", by=ana, approved_by=dora)
    table = "title,budget,went\nWell,a lot,planned\nDrain,12 IDR,running\nDrain,13 IDR,running\n,5 IDR,\n"
    said = outcomes(sent(visit(ana), table, to=REGISTER))
    assert said[2][0] == "refused"
    assert said[2][1].startswith("Planned:")
    assert said[3] == ("to-add", "")
    assert said[4] == ("refused", "Row 3 is about the same page.")
    assert "no title" in said[5][1]


def test_what_was_changed_here_since_stays(visit: Visit, ana: Person) -> None:
    item = a_term("Pump", by=ana)
    browser = visit(ana)
    rows = exported(browser)
    rows[1][3] = "From the table"
    rewrite(item, by=ana, fields={**item.published.fields, "definition": "From the page"})  # type: ignore[union-attr]
    assert "being written" in outcomes(sent(browser, written(rows)))[2][1]
    actions.publish(fresh(item), by=ana)
    assert "since the table was taken along" in outcomes(sent(browser, written(rows)))[2][1]


def test_what_changes_between_preview_and_word_is_not_overwritten(visit: Visit, ana: Person) -> None:
    item = a_term("Pump", by=ana)
    browser = visit(ana)
    intake = sent(browser, "title,definition\nPump,From the table\n")
    rewrite(item, by=ana, fields={**item.published.fields, "definition": "From the page"})  # type: ignore[union-attr]
    assert taken(browser, intake)[2][0] == "refused"
    assert fresh(item).draft.fields["definition"] == "From the page"  # type: ignore[union-attr]


def test_columns_are_known_by_their_labels_in_any_language_and_can_be_corrected(
    visit: Visit, ana: Person
) -> None:
    browser = visit(ana)
    intake = sent(browser, "title,Lama\nFlush,Ten minutes\n")
    assert intake.matching == ["title", ""]
    assert sent(browser, "title,Arti\nA,B\n").matching == ["title", "definition"]
    browser.post(f"/registers/tables/{intake.pk}/match/", {"column-0": "title", "column-1": "definition"})
    advance_intake.call(intake.pk)
    row = IntakeRow.objects.get(intake=intake)
    assert row.changes[-1][2] == "Ten minutes"
    twice = browser.post(f"/registers/tables/{intake.pk}/match/", {"column-0": "title", "column-1": "title"})
    assert twice.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Two columns are taken for" in twice.content.decode()


def test_without_the_wish_to_publish_all_stays_a_draft(visit: Visit, ana: Person) -> None:
    browser = visit(ana)
    intake = sent(browser, "title,definition\nFlush,Ten\n")
    browser.post(f"/registers/tables/{intake.pk}/match/", {"column-0": "title", "column-1": "definition"})
    advance_intake.call(intake.pk)
    assert taken(browser, intake) == {2: ("added", "A draft, as you asked.")}
    assert Item.objects.get(title="Flush").phase == "draft"


def test_the_report_has_every_row_and_runs_nothing(visit: Visit, ana: Person) -> None:
    browser = visit(ana)
    intake = sent(browser, "title,definition\n'=1+1,Ten\nFlush,\n")
    taken(browser, intake)
    text = browser.get(f"/registers/tables/{intake.pk}/report/").getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows[1:]] == ["2", "3"]
    assert rows[1][1] == "'=1+1"
    assert "must be filled first" in rows[2][4]


def test_a_batch_that_broke_off_goes_on_without_doubles(
    visit: Visit, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "TAKEN_AT_ONCE", 2)
    browser = visit(ana)
    intake = sent(browser, "title,Meaning\n" + "".join(f"Term {n},So\n" for n in range(5)))
    browser.post(f"/registers/tables/{intake.pk}/take/")
    whole, calls = taking.take_row, []

    def breaks(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 4:
            raise OSError("the power is gone")
        whole(*given)

    monkeypatch.setattr(taking, "take_row", breaks)
    with pytest.raises(OSError, match="power"):
        advance_intake.call(intake.pk)
    monkeypatch.setattr(taking, "take_row", whole)
    Intake.objects.update(beat_at=None)
    advance_intake.call(intake.pk)
    assert {outcome for outcome, _why in outcomes(intake).values()} == {"added"}
    assert Item.objects.filter(title__startswith="Term").count() == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""), ("a.csv", b"title\n"), ("a.xlsx", b"PK\x03\x04no workbook"), ("a.csv", b"\x00\xff\xfe;;;\n"),
        ("a.pdf", b"%PDF-1.7"), ("a.csv", b"one,two\n1,2\n"), ("a.csv", b"title,title\n" + b"," * 900 + b"\n"),
        ("a.csv", b"number,title\n" + b"9" * 500 + b",x\n"),
    ],
)  # fmt: skip
def test_a_hostile_table_changes_nothing_and_is_answered(
    visit: Visit, ana: Person, name: str, content: bytes
) -> None:
    browser = visit(ana)
    page = browser.post(f"{TERMS}bring/", {"table-new": SimpleUploadedFile(name, content)}, follow=True)
    assert page.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
    for intake in Intake.objects.all():
        advance_intake.call(intake.pk)
        assert browser.get(intake.get_absolute_url()).status_code == HTTPStatus.OK
        assert not intake.rows.filter(outcome__in=("to-add", "to-change")).exists()
    assert not Item.objects.exists()


def test_the_file_of_another_is_no_file(visit: Visit, ana: Person, ben: Person) -> None:
    sent(visit(ana), "title\nSecret\n")
    key = str(Attachment.objects.get().key)
    page = visit(ben).post(f"{TERMS}bring/", {"table-0-file": key})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Intake.objects.filter(person=ben).count() == 0


@pytest.mark.parametrize("name", ["ed", "fay", "stranger"])
def test_who_begins_no_page_brings_no_rows(visit: Visit, cast: dict[str, Any], name: str) -> None:
    browser = visit(cast[name])
    assert "Bring rows in" not in browser.get(TERMS).content.decode()
    assert browser.get(f"{TERMS}bring/").status_code in {
        HTTPStatus.FOUND,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
    }
