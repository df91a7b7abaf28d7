"""Nothing of what a person may not see stands in a register: no row, no count, no answer, no order."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lubuk.domains.registers import paging
from lubuk.domains.registers.tests.makers import REGISTER, a_project, rupiah, titles
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SEEN = {
    "public": {"ana", "ben", "cleo", "dora", "ed", "fay", "gus", "mia", "odi", "adi", "nia", "stranger"},
    "institutions": {"ana", "ben", "cleo", "dora", "mia", "odi", "adi", "nia"},
    "institution": {"ana", "ben", "cleo", "dora", "mia", "odi", "adi"},
    "unit": {"ana", "ben", "mia"},
}


@pytest.mark.parametrize("most", [1_000, 0])
@pytest.mark.parametrize("audience", SEEN)
def test_everybody_finds_what_is_theirs_to_see(
    visit: Visit,
    cast: dict[str, Person | Stranger],
    audience: str,
    most: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However the rows are found: few by sorting, many by walking."""
    monkeypatch.setattr(paging, "MOST_COUNTED", most)
    ana, dora = cast["ana"], cast["dora"]
    assert isinstance(ana, Person)
    assert isinstance(dora, Person)
    a_project(
        "Secret well", by=ana, approved_by=dora, audience=audience, budget=rupiah(777_777), went="running"
    )
    a_draft(by=ana, kind="project", title="A mere thought", body="", audience="public")
    for name, person in cast.items():
        browser = visit(person)
        page = browser.get(f"{REGISTER}?sort=budget").content.decode()
        table = browser.get(f"{REGISTER}csv/").getvalue().decode()
        is_seen = name in SEEN[audience]
        assert ("Secret well" in page, "Secret well" in table) == (is_seen, is_seen), name
        assert ('value="running"' in page, "777,777" in page) == (is_seen, is_seen), name
        assert "A mere thought" not in page + table
        assert titles(browser, "?f.went=running") == (["Secret well"] if is_seen else []), name
        if not is_seen:
            assert "0 rows" in page


def test_the_title_of_a_hidden_page_stands_in_no_cell(
    visit: Visit, ana: Person, dora: Person, cleo: Person
) -> None:
    hidden = a_project("Hidden well", by=ana, approved_by=dora, audience="unit")
    a_project("Drain", by=ana, approved_by=dora, built_on=[hidden.pk])
    query = f"{REGISTER}?columns=title,built_on"
    assert "Hidden well" in visit(ana).get(query).content.decode()
    assert "Hidden well" not in visit(cleo).get(query).content.decode()
    assert "a page you can’t see" in visit(cleo).get(query).content.decode()
    assert hidden.number not in visit(cleo).get(f"{REGISTER}csv/?columns=title,built_on").getvalue().decode()


def test_a_register_has_no_more_questions_for_more_rows(visit: Visit, ana: Person, dora: Person) -> None:
    browser = visit(ana)
    a_project("Well 0", by=ana, approved_by=dora, partners=[ana.unit_id])
    browser.get(REGISTER)
    few = questions(browser)
    for number in range(1, 8):
        a_project(f"Well {number}", by=ana, approved_by=dora, partners=[ana.unit_id])
    browser.get(REGISTER)
    assert questions(browser) == few


@pytest.mark.parametrize(("seconds", "told"), [(60, "1 row"), (0, "0 rows")])
def test_what_was_found_lately_is_looked_for_again_after_its_time(
    visit: Visit, ana: Person, dora: Person, monkeypatch: pytest.MonkeyPatch, seconds: int, told: str
) -> None:
    monkeypatch.setattr(paging, "MOST_KEPT_SECONDS", seconds)
    browser = visit(ana)
    drain = a_project("Drain", by=ana, approved_by=dora)
    assert "1 row" in browser.get(REGISTER).content.decode()
    Item.objects.filter(pk=drain.pk).update(phase="withdrawn")  # past all acts
    assert told in browser.get(REGISTER).content.decode()


def questions(browser: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        browser.get(REGISTER)
    return len(asked)
