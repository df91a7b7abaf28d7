"""What a person finds in a register: in which order, of which rows."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.test import Client

from lubuk.domains.registers import paging
from lubuk.domains.registers.tests.makers import REGISTER, a_project, rupiah, titles
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import Visit, fresh, rewrite, through_review

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("with_contexts")]


@pytest.fixture
def projects(ana: Person, dora: Person) -> None:
    a_project(
        "Well",
        by=ana,
        approved_by=dora,
        budget=rupiah(900),
        spent=rupiah(100),
        went="stopped",
        why_changed="Dry.",
    )
    a_project("Drain", by=ana, approved_by=dora, budget=rupiah(10_000), spent=rupiah(3_000))
    a_project(
        "Kiosk", by=ana, approved_by=dora, budget=rupiah(2_000), went="running", ran={"from": "2026-06-01"}
    )


@pytest.fixture
def browser(visit: Visit, ana: Person, projects: None) -> Client:
    return visit(ana)


def test_rows_stand_by_title_until_somebody_sorts_them(browser: Client) -> None:
    assert titles(browser) == ["Drain", "Kiosk", "Well"]


SORTED = {
    "budget": ["Well", "Kiosk", "Drain"],
    "-budget": ["Drain", "Kiosk", "Well"],
    "spent": ["Well", "Drain", "Kiosk"],  # nothing comes last …
    "-spent": ["Drain", "Well", "Kiosk"],  # … also the other way round
    "went": ["Kiosk", "Drain", "Well"],  # choices as the kind lists them
    "-ran": ["Kiosk", "Drain", "Well"],
    "-number": ["Kiosk", "Drain", "Well"],
    "no_such_column": ["Drain", "Kiosk", "Well"],
}


def test_it_is_sorted_by_any_column(browser: Client) -> None:
    assert {order: titles(browser, f"?sort={order}") for order in SORTED} == SORTED


FILTERED = {
    "f.title=RAI": ["Drain"],
    "f.budget.from=1000": ["Drain", "Kiosk"],
    "f.budget.from=1,000&f.budget.to=2000": ["Kiosk"],
    "f.went=stopped": ["Well"],
    "f.went=stopped&f.went=running": ["Kiosk", "Well"],
    "f.ran.from=2026-02-01": ["Kiosk"],
    "f.spent.is=empty": ["Kiosk"],
    "f.spent.is=filled&f.went=planned": ["Drain"],
    "f.unit=water": ["Drain", "Kiosk", "Well"],  # the network is below it
    "f.unit=health": [],
    "f.led_by=ana": ["Drain", "Kiosk", "Well"],
    "f.why_changed=dry": ["Well"],
    "f.went='%3B--&f.unit=%F0%9F%90%9F": [],
}


def test_it_is_filtered_by_any_column(browser: Client) -> None:
    assert {asked: titles(browser, f"?{asked}") for asked in FILTERED} == FILTERED


def test_it_pages_through_all_rows_once(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few or many, the pages are the same."""
    for most in (1_000, 1):
        paging.lately.clear()  # what was found as few would be shown as few once more
        monkeypatch.setattr(paging, "MOST_COUNTED", most)
        monkeypatch.setattr("lubuk.domains.registers.paging.PER_PAGE", 2)
        for order in ("title", "-budget", "spent", "-spent", "went"):
            assert sorted(walked(browser, f"?sort={order}")) == ["Drain", "Kiosk", "Well"]


def walked(browser: Client, query: str) -> list[str]:
    found: list[str] = []
    while query:
        found += titles(browser, query)
        page = browser.get(f"{REGISTER}{query}", follow=True).context
        query = page["next"].removeprefix(REGISTER)
    return found


def test_columns_are_chosen_and_ordered(browser: Client) -> None:
    page = browser.get(f"{REGISTER}?columns=spent,title,unit").context
    assert [head.column.name for head in page["heads"]] == ["title", "spent", "unit"]
    assert "Network" in str(page["body"])
    assert "Planned" not in str(page["body"])


def test_a_limit_that_is_no_number_is_told_and_stays_to_be_mended(browser: Client) -> None:
    page = browser.get(f"{REGISTER}?go=1&f.budget.from=many&f.went=stopped")
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Enter a number." in page.content.decode()
    assert 'value="many"' in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()


HOSTILE = [
    "?after=[", "?after=[1]", '?after=[false,"a",NaN,1]', '?after=[false,"a",1e999,1]', "?after=" + "[" * 5000,
    '?after=[false,"\\u0000",1,1]', "?sort=-", "?sort=%00", "?columns=" + "title," * 9000, "?f.title=" + "x" * 9000,
    "?f.budget.from=1e999", "?f.budget.from=" + "9" * 400, "?f.ran.from=0000-00-00", "?f.stages=1&f.built_on=1",
    "?" + "&".join(f"f.went={n}" for n in range(900)), "?f.title=%25_%25", "?f.title=<script>alert(1)</script>",
]  # fmt: skip


def test_a_hostile_address_is_answered(browser: Client) -> None:
    in_words = {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST}
    for hostile in HOSTILE:
        page = browser.get(f"{REGISTER}{quote(hostile, safe='?&=%')}")
        assert page.status_code in in_words, hostile[:80]
        assert b"<script>alert" not in page.content, hostile[:80]


def test_scripts_in_a_row_are_words(visit: Visit, ana: Person, dora: Person) -> None:
    a_project(
        "<script>alert(1)</script>", by=ana, approved_by=dora, site={"name": "<img src=x onerror=alert(1)>"}
    )
    page = visit(ana).get(f"{REGISTER}?columns=title,site").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_new_text_stands_in_its_new_place(browser: Client, ana: Person, dora: Person) -> None:
    item = a_project("Bridge", by=ana, approved_by=dora, budget=rupiah(1))
    rewrite(item, by=ana, fields={**(fresh(item).published.fields), "budget": rupiah(50_000)})  # type: ignore[union-attr]
    assert titles(browser, "?sort=budget")[0] == "Bridge"
    through_review(fresh(item), dora)
    assert titles(browser, "?sort=-budget")[0] == "Bridge"


def test_who_is_moved_is_found_there(
    browser: Client, ana: Person, dora: Person, water: Unit, leaks: Subject, supply: Subject
) -> None:
    item = a_project("Bridge", by=ana, approved_by=dora)
    actions.place(fresh(item), by=dora, unit=water, section=None, subjects=[leaks])
    assert titles(browser, f"?f.subjects={supply.slug}") == ["Bridge"]


def test_what_a_condition_hides_is_in_no_cell(visit: Visit, ana: Person, dora: Person) -> None:
    """What was changed and why is asked only of what was changed."""
    a_project("Bridge", by=ana, approved_by=dora, went="planned", why_changed="A secret of the builder")
    browser = visit(ana)
    assert titles(browser, "?f.why_changed=secret") == []
    assert "secret" not in browser.get(f"{REGISTER}?columns=title,why_changed").content.decode()
