"""A cell changed where it stands: by whom, seen by all at once, and never over somebody's newer text."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lubuk.domains.registers.tests.makers import REGISTER, a_project
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from tests.cast import Visit, an_article, fresh, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PART = {"X-Part": "cell"}


@pytest.fixture
def term(ana: Person) -> Item:
    fields = {"definition": "Where water is deep.", "abbreviation": "LB"}
    return an_article(by=ana, kind="term", title="Lubuk", body="", audience="public", fields=fields)


def cell_of(item: Item, column: str = "abbreviation") -> str:
    return f"/registers/{item.kind}/{item.pk}/{column}/?columns=title,abbreviation"


def wording(item: Item) -> str:
    version = fresh(item).published
    assert version is not None
    return f"{version.pk}.{version.revision}"


def abbreviation(item: Item) -> object:
    version = fresh(item).published
    return version and version.fields.get("abbreviation")


def sent(browser: Client, item: Item, value: str, *, in_wording: str = "") -> Any:
    told = {"f_abbreviation": value, "wording": in_wording or wording(item)}
    return browser.post(cell_of(item), told, headers=PART)


def test_who_publishes_alone_changes_a_cell_and_readers_see_it(visit: Visit, ana: Person, term: Item) -> None:
    browser = visit(ana)
    table = browser.get("/registers/term/?columns=title,abbreviation").content.decode()
    assert f"/registers/term/{term.pk}/abbreviation/" in table
    answer = sent(browser, term, "LBK")
    assert "LBK" in answer.content.decode()
    assert abbreviation(term) == "LBK"
    assert fresh(term).published.fields["definition"] == "Where water is deep."  # type: ignore[union-attr]
    assert fresh(term).published.number == 2  # type: ignore[union-attr]


def test_without_a_script_it_is_a_page_that_leads_back(visit: Visit, ana: Person, term: Item) -> None:
    browser = visit(ana)
    assert 'value="LB"' in browser.get(cell_of(term)).content.decode()
    answer = browser.post(cell_of(term), {"f_abbreviation": "LBK", "wording": wording(term)})
    assert answer.headers["Location"] == "/registers/term/?columns=title,abbreviation"
    assert abbreviation(term) == "LBK"


def test_over_a_newer_text_nothing_is_written_and_what_was_typed_stays(
    visit: Visit, ana: Person, term: Item
) -> None:
    browser, before = visit(ana), wording(term)
    sent(browser, term, "FIRST")
    late = sent(browser, term, "SECOND", in_wording=before)
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "changed in the meantime" in late.content.decode()
    assert 'value="SECOND"' in late.content.decode()
    assert abbreviation(term) == "FIRST"


def test_what_is_required_is_said_at_the_cell_and_nothing_is_kept(visit: Visit, ana: Person) -> None:
    fields = {"service": "Water", "phone": "112"}
    point = an_article(by=ana, kind="contact-point", title="Desk", body="", audience="public", fields=fields)
    url = f"/registers/contact-point/{point.pk}/phone/"
    answer = visit(ana).post(url, {"f_phone": "", "wording": wording(point)}, headers=PART)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Fill this before readers see the page." in answer.content.decode()
    assert fresh(point).draft is None
    assert fresh(point).published.fields["phone"] == "112"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["ben", "cleo", "ed", "fay"])
def test_others_find_no_pencil_and_change_nothing(
    visit: Visit, cast: dict[str, Person], term: Item, name: str
) -> None:
    browser = visit(cast[name])
    assert f"/{term.pk}/abbreviation/" not in browser.get("/registers/term/").content.decode()
    for answer in (browser.get(cell_of(term)), sent(browser, term, "X")):
        assert answer.status_code == HTTPStatus.FORBIDDEN
    assert abbreviation(term) == "LB"


def test_a_cell_that_one_may_not_see_is_not_there(
    visit: Visit, ana: Person, cleo: Person, dora: Person
) -> None:
    hidden = a_project("Hidden", by=ana, approved_by=dora, audience="unit")
    answers = {visit(cleo).get(f"{REGISTER}{pk}/went/").status_code for pk in (hidden.pk, 9_999_999)}
    assert answers == {HTTPStatus.NOT_FOUND}


def test_what_is_reviewed_is_changed_on_its_page(visit: Visit, ana: Person, dora: Person) -> None:
    item = a_project("Well", by=ana, approved_by=dora)
    table = visit(ana).get(REGISTER).content.decode()
    assert f"/items/{item.pk}/edit/" in table
    assert f"{REGISTER}{item.pk}/" not in table
    assert visit(ana).get(f"{REGISTER}{item.pk}/went/").status_code == HTTPStatus.FORBIDDEN


def test_while_a_next_version_is_written_no_cell_goes_round_it(visit: Visit, ana: Person, term: Item) -> None:
    rewrite(term, by=ana, fields={"definition": "Deeper.", "abbreviation": "LB"})
    assert sent(visit(ana), term, "X").status_code == HTTPStatus.FORBIDDEN
    assert abbreviation(term) == "LB"


@pytest.mark.parametrize("column", ["title", "owner", "published", "no_such", "definition_"])
def test_only_short_fields_of_the_kind_have_cells_to_change(
    visit: Visit, ana: Person, term: Item, column: str
) -> None:
    assert visit(ana).get(cell_of(term, column)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "\0", "x" * 9_000])
def test_hostile_words_in_a_cell_are_words(visit: Visit, ana: Person, term: Item, value: str) -> None:
    browser = visit(ana)
    answer = sent(browser, term, value)
    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
    table = browser.get("/registers/term/?columns=title,abbreviation").content.decode()
    assert "<script>alert" not in table + answer.content.decode()


def test_pencils_ask_no_more_questions_for_more_rows(visit: Visit, ana: Person, term: Item) -> None:
    browser = visit(ana)

    def questions() -> int:
        browser.get("/registers/term/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/registers/term/")
        return len(asked)

    few = questions()
    for number in range(6):
        an_article(
            by=ana, kind="term", title=f"T{number}", body="", audience="public", fields={"definition": "x"}
        )
    assert questions() == few
