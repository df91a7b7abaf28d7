"""A register leaves as CSV and XLSX: what its asker sees, harmless, and without a loss."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from xlsxwriter import Workbook as Book

from lubuk.domains.registers import leaving
from lubuk.domains.registers.leaving import TOO_LONG, as_written, harmless
from lubuk.domains.registers.models import Workbook
from lubuk.domains.registers.tests.makers import REGISTER, a_project, rupiah
from lubuk.domains.registers.workbooks import AS_IT_IS, make_workbook, put, sweep_workbooks
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import NotAllowed
from tests.cast import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def table(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"{REGISTER}csv/{query}")
    assert response.status_code == HTTPStatus.OK
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_the_table_has_the_rows_and_columns_that_were_asked_for(
    visit: Visit, ana: Person, dora: Person
) -> None:
    small = a_project("Well", by=ana, approved_by=dora, budget=rupiah(900))
    a_project("Drain", by=ana, approved_by=dora, budget=rupiah(10))
    rows = table(visit(ana), "?columns=title,budget,led_by,unit&f.budget.from=500")
    assert rows[0] == ["number", "revision", "title", "budget", "led_by", "unit"]
    published = small.published
    assert published is not None
    assert rows[1:] == [
        [small.number, f"{published.pk}.{published.revision}", "Well", "900 IDR", "ana", "network"]
    ]  # fmt: skip


def test_it_goes_on_past_the_first_rows_read(
    visit: Visit, ana: Person, dora: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "AT_A_TIME", 2)
    for number in range(5):
        a_project(f"Well {number}", by=ana, approved_by=dora)
    assert [row[2] for row in table(visit(ana), "?columns=title")[1:]] == [f"Well {n}" for n in range(5)]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "''", "'", "plain", "", "-5", "-5.25", "=", "1'"],
)
def test_no_cell_is_a_formula_and_none_is_lost(cell: str) -> None:
    said = harmless(cell)
    assert not said.startswith(("=", "+", "@", "\t"))
    assert as_written(said) == cell


def test_a_formula_in_a_title_is_text_in_both_files(visit: Visit, ana: Person, dora: Person) -> None:
    a_project("=cmd|'/c calc'!A1", by=ana, approved_by=dora)
    browser = visit(ana)
    assert table(browser, "?columns=title")[1][2] == "'=cmd|'/c calc'!A1"
    cell = sheet_of(browser, "?columns=title")[1][2]
    assert (cell.data_type, cell.value) == ("s", "'=cmd|'/c calc'!A1")


def sheet_of(browser: Client, query: str = "") -> list[Any]:
    """The rows of the workbook, which the worker makes in between."""
    browser.post(f"{REGISTER}workbook/{query}")
    asked = Workbook.objects.latest("pk")
    make_workbook(asked)
    response = browser.get(f"/registers/workbooks/{asked.pk}/")
    return list(load_workbook(io.BytesIO(response.getvalue())).worksheets[0].rows)


def test_the_workbook_says_what_the_table_says(visit: Visit, ana: Person, dora: Person) -> None:
    item = a_project("Well", by=ana, approved_by=dora)
    rows = sheet_of(visit(ana), "?columns=title,budget")
    assert rows[1][0].value == item.number
    assert [cell.value for cell in rows[1][2:]] == ["Well", "1000 IDR"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12), ("-1.5", -1.5), ("007", "007"), ("1234567890123456789", "1234567890123456789"), ("1e5", "1e5"),
        ("", None), ("\x07ring", "ring"), ("https://lubuk.example", "https://lubuk.example"), ("x" * 40_000, TOO_LONG),
    ],
)  # fmt: skip
def test_numbers_are_numbers_where_no_digit_is_lost(cell: str, value: object) -> None:
    made = io.BytesIO()
    with Book(made, AS_IT_IS) as book:
        put(book.add_worksheet(), 0, [cell, "end"])
    row = next(iter(load_workbook(made).worksheets[0].rows))
    assert row[0].value == value
    assert row[0].hyperlink is None


def test_a_workbook_is_its_askers_alone(visit: Visit, ana: Person, ben: Person) -> None:
    visit(ana).post(f"{REGISTER}workbook/")
    asked = Workbook.objects.get()
    make_workbook(asked)
    assert visit(ana).get(f"/registers/workbooks/{asked.pk}/").status_code == HTTPStatus.OK
    assert visit(ben).get(f"/registers/workbooks/{asked.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert "Download" not in visit(ben).get(f"{REGISTER}workbook/").content.decode()


def test_two_at_a_time(visit: Visit, ana: Person) -> None:
    browser = visit(ana)
    for _ in range(3):
        page = browser.post(f"{REGISTER}workbook/", follow=True)
    assert Workbook.objects.count() == 2
    assert "Two of yours are being made already" in page.content.decode()


def test_who_has_left_gets_no_workbook(visit: Visit, ana: Person) -> None:
    visit(ana).post(f"{REGISTER}workbook/")
    ana.is_active = False
    ana.save(update_fields=["is_active"])
    with pytest.raises(NotAllowed):
        make_workbook(Workbook.objects.select_related("person").get())
    assert Workbook.objects.get().failed_at


def test_a_week_later_it_is_swept_away(visit: Visit, ana: Person) -> None:
    sheet_of(visit(ana))
    Workbook.objects.update(asked_at=timezone.now() - timedelta(days=8))
    kept = Workbook.objects.get().file
    assert sweep_workbooks() == 1
    assert not kept.storage.exists(str(kept.name))
