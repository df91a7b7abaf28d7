"""The pages of must-reads: a page's readers, a unit's duties, their tables, and what a reader sees."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.actions import acknowledge, ask_to_read
from lubuk.shared.duties.models import Duty
from tests.cast import Visit, a_person, an_article, last_entry

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def item(ana: Person) -> Item:
    return an_article(by=ana)


@pytest.fixture
def asked(item: Item, odi: Person, ben: Person, mia: Person, cleo: Person, city: Unit) -> Duty:
    """All of the city, of whom Ben has read it."""
    duty = ask_to_read(item, by=odi, due=SOON, unit=city)
    acknowledge(item, by=ben)
    return duty


def page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_an_officer_asks_a_unit_on_the_page(item: Item, odi: Person, water: Unit, visit: Visit) -> None:
    sent = {"unit": str(water.pk), "due": SOON.isoformat(), "words": "Before the rains."}
    answer = visit(odi).post(f"/items/{item.pk}/readers/", sent)
    assert answer.status_code == 302
    duty = Duty.objects.get()
    assert (duty.unit, duty.due, duty.words, duty.asked_by) == (water, SOON, "Before the rains.", odi)
    assert last_entry(item).act == "ReadingAsked"


def test_or_people_by_name(item: Item, odi: Person, cleo: Person, visit: Visit) -> None:
    visit(odi).post(f"/items/{item.pk}/readers/", {"names": "@cleo", "due": SOON.isoformat()})
    assert list(Duty.objects.get().people.all()) == [cleo]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"due": "2001-01-01", "names": "cleo"}, "between today and a year"),
        ({"due": "soon", "names": "cleo"}, "Enter a valid date"),
        ({"names": "cleo, nobody"}, "Nobody here is called nobody"),
        ({}, "one of the two"),
        ({"unit": "9" * 30}, "Select a valid choice"),
        ({"names": "fay"}, "only people whom you answer for"),
        ({"names": ", ".join(f"a{number}" for number in range(300))}, "Name fewer people"),
    ],
)
def test_a_bad_form_says_what_to_do_and_asks_nobody(
    item: Item, odi: Person, cleo: Person, fay: Person, visit: Visit, sent: dict[str, str], words: str
) -> None:
    answer = visit(odi).post(f"/items/{item.pk}/readers/", {"due": SOON.isoformat(), **sent})
    assert answer.status_code in {403, 422}
    assert words in answer.content.decode()
    assert not Duty.objects.exists()


def test_a_reader_sees_the_day_on_the_page_and_at_home_and_says_so(
    asked: Duty, cleo: Person, visit: Visit
) -> None:
    browser, item = visit(cleo), asked.item
    assert "You are asked to read this by" in page(browser, item.get_absolute_url())
    assert "Read it by" in page(browser, "/")
    browser.post(f"/items/{item.pk}/acknowledge/")
    assert "that you have read version 1" in page(browser, item.get_absolute_url())
    assert "Read it by" not in page(browser, "/")


def test_who_is_not_asked_sees_nothing_of_it(
    item: Item, odi: Person, cleo: Person, ben: Person, visit: Visit
) -> None:
    ask_to_read(item, by=odi, due=SOON, people=[cleo])
    assert "asked to read" not in page(visit(ben), item.get_absolute_url())


def test_the_list_says_who_has_read_which_version(asked: Duty, odi: Person, visit: Visit) -> None:
    shown = page(visit(odi), f"/items/{asked.item_id}/readers/")
    assert "1 of 5 people have read it." in shown
    assert "Version 1 on" in shown
    assert "Cleo Tirta" in page(visit(odi), f"/items/{asked.item_id}/readers/?show=waiting")
    assert (
        "Ben Tirta"
        not in page(visit(odi), f"/items/{asked.item_id}/readers/?show=waiting").split("</table>")[0]
    )


def test_a_manager_sees_their_own_people_alone(asked: Duty, mia: Person, visit: Visit) -> None:
    browser = visit(mia)
    for address in (
        f"/items/{asked.item_id}/readers/",
        f"/items/{asked.item_id}/readers.csv",
        "/units/water/reading.csv",
    ):
        said = browser.get(address).content.decode()
        assert "Ben Tirta" in said, address
        assert "Cleo Tirta" not in said, address
    assert "1 of 3" in page(browser, "/units/water/reading/")


@pytest.mark.parametrize("name", ["ana", "ben", "cleo", "ed", "fay", "nia"])
def test_to_others_there_is_no_such_page(
    asked: Duty, name: str, cast: dict[str, Person | Stranger], visit: Visit
) -> None:
    browser, number = visit(cast[name]), asked.item_id
    for address in (f"/items/{number}/readers/", f"/items/{number}/readers.xlsx", "/units/water/reading/",
                    "/units/water/reading.csv", "/units/nowhere/reading/"):  # fmt: skip
        assert browser.get(address).status_code == 404, address
    assert browser.post(f"/items/{number}/readers/{asked.pk}/call-off/").status_code == 404


def test_the_manager_of_one_unit_does_not_follow_another(asked: Duty, mia: Person, visit: Visit) -> None:
    assert visit(mia).get("/units/health/reading/").status_code == 404
    assert visit(mia).get("/units/aruna/reading/").status_code == 404


def test_the_tables_hold_a_line_for_each_person_and_run_nothing(
    asked: Duty, odi: Person, cleo: Person, visit: Visit
) -> None:
    Person.objects.filter(pk=cleo.pk).update(name="=cmd|' /C calc'!A0")
    text = visit(odi).get(f"/items/{asked.item_id}/readers.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + 5
    assert "'=cmd|' /C calc'!A0" in [row[2] for row in rows]
    sheet = load_workbook(io.BytesIO(visit(odi).get("/units/aruna/reading.xlsx").content)).active
    assert sheet is not None
    read = [row for row in sheet.iter_rows(values_only=True) if row[6] == "Read"]
    assert [(row[2], row[7]) for row in read] == [("Ben Tirta", 1)]


def test_it_is_called_off_on_the_page(asked: Duty, odi: Person, cleo: Person, visit: Visit) -> None:
    visit(odi).post(f"/items/{asked.item_id}/readers/{asked.pk}/call-off/")
    assert "asked to read" not in page(visit(cleo), asked.item.get_absolute_url())


def test_many_people_and_many_pages_cost_as_many_questions_as_one(
    asked: Duty, ana: Person, odi: Person, network: Unit, city: Unit, visit: Visit
) -> None:
    browser = visit(odi)
    addresses = (f"/items/{asked.item_id}/readers/", "/units/aruna/reading/", "/units/aruna/reading.csv", "/")

    def counts() -> list[int]:
        numbers = []
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as questions:
                assert browser.get(address).status_code == 200
            numbers.append(len(questions))
        return numbers

    before = counts()
    for number in range(6):
        a_person(f"nova{number}", network)
        ask_to_read(an_article(by=ana, title=f"Page {number}"), by=odi, due=SOON, unit=city)
    assert counts() == before
