"""A search leaves one line: what, in which language, how much was found and what was opened. Never who."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.searchlog import writing
from lubuk.shared.searchlog.models import PLACE_UNKNOWN, Lookup
from lubuk.shared.searchlog.tests.looking import look_for, open_from, written
from lubuk.shared.searchlog.visits import visits
from lubuk.shared.searchlog.words import kept_words
from lubuk.shared.searchlog.writing import sweep_lookups
from tests.cast import Visit, a_person, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def valve(ana: Person) -> Item:
    an_article(by=ana, title="Valve of the harbour", audience="public")
    valve = an_article(by=ana, title="Closing a valve", body="<p>A valve.</p>", audience="public")
    catch_up()
    return valve


def test_a_search_is_kept_without_the_person(ana: Person, valve: Item, visit: Visit, network: Unit) -> None:
    look_for(visit(ana), "  VALVE  ", kind="article", language="en")
    [line] = written()
    assert (line.words, line.found, line.opened, line.filters) == ("valve", 2, None, "kind language")
    assert (line.language, line.institution_id) == ("en", network.institution_id)
    assert {field.name for field in Lookup._meta.fields} == {
        "id", "words", "language", "institution", "unit", "filters", "found", "took", "opened", "on",
    }  # fmt: skip


def test_nothing_is_written_while_somebody_searches(ana: Person, valve: Item, visit: Visit) -> None:
    browser = visit(ana)
    look_for(browser, "valve")
    written()
    with CaptureQueriesContext(connection) as asked:
        look_for(browser, "harbour")
    assert not [query for query in asked.captured_queries if "searchlog" in query["sql"]]


def test_the_header_for_the_log_does_not_leave_the_house(client: Client, valve: Item) -> None:
    for _from_memory in range(2):
        assert "X-Found" not in client.get("/search/", {"q": "valve"}).headers


def test_a_page_from_memory_is_a_search_too(valve: Item) -> None:
    for visitor in ("one", "two", "three"):
        look_for(Client(headers={"User-Agent": visitor}), "valve")
    assert [line.found for line in written()] == [2, 2, 2]


def test_typing_on_is_one_search(ana: Person, valve: Item, visit: Visit) -> None:
    browser = visit(ana)
    for text in ("va", "val", "valve", "valve of"):
        look_for(browser, text)
    written()
    look_for(browser, "valve of the harbour")
    assert [line.words for line in written()] == ["valve of the harbour"]


def test_turning_pages_narrowing_and_coming_back_are_the_same_search(
    ana: Person, valve: Item, visit: Visit
) -> None:
    browser = visit(ana)
    look_for(browser, "valve")
    open_from(browser, "valve", valve)
    look_for(browser, "valve", page="2")
    look_for(browser, "valve", kind="news")
    [line] = written()
    assert (line.found, line.opened is None, line.filters) == (2, False, "kind")


def test_other_words_and_other_people_are_other_searches(
    ana: Person, ben: Person, valve: Item, visit: Visit
) -> None:
    look_for(visit(ana), "valve")
    look_for(visit(ben), "valve")
    look_for(visit(ana), "harbour")
    assert [line.words for line in written()] == ["valve", "valve", "harbour"]


def test_the_first_result_opened_is_kept_with_its_place(ana: Person, valve: Item, visit: Visit) -> None:
    browser = visit(ana)
    other = Item.objects.exclude(pk=valve.pk).get()
    html = browser.get("/search/", {"q": "valve"}).content.decode()
    first, second = sorted((valve, other), key=lambda item: html.index(item.get_absolute_url()))
    open_from(browser, "valve", second)
    open_from(browser, "valve", first)
    assert [line.opened for line in written()] == [2]


def test_an_address_of_a_result_says_nothing_of_the_search(client: Client, valve: Item) -> None:
    html = client.get("/search/", {"q": "valve"}).content.decode()
    assert f'href="{valve.get_absolute_url()}"' in html


def test_what_is_no_result_is_not_opened_by_the_search(ana: Person, valve: Item, visit: Visit) -> None:
    browser = visit(ana)
    look_for(browser, "valve")
    browser.get("/library/", headers={"Referer": "http://testserver/search/?q=valve"})
    open_from(browser, "valve", valve, site="http://elsewhere.example")
    assert [line.opened for line in written()] == [None]


def test_what_another_process_answered_still_counts_as_opened(ana: Person, valve: Item, visit: Visit) -> None:
    browser = visit(ana)
    look_for(browser, "valve")
    written()
    visits.forget()
    open_from(browser, "valve", valve)
    assert [line.opened for line in written()] == [PLACE_UNKNOWN]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("case of 3273 0112 3456 7890", "case of …"),
        ("3273011234567890", ""),
        ("call +62 812-3456-7890 now", "call … now"),
        ("198501012010011003 leave", "… leave"),
        ("fay@aruna.example complaint", "… complaint"),
        ("GD-2026-0001", "gd-2026-0001"),
        ("budget 2025/2026", "budget 2025/2026"),
        ("leak by:fay kind:guide", "leak"),
        ('"burst pipe" -night', "burst pipe"),
        ("Café", "cafe"),
        ("kind:guide", ""),
        ("\x00\x00", ""),
        ("   ", ""),
    ],
)
def test_what_looks_like_a_persons_number_or_address_is_not_kept(text: str, kept: str) -> None:
    assert kept_words(text) == kept


def test_a_pasted_text_is_cut(client: Client, valve: Item) -> None:
    look_for(client, "valve " * 200)
    [line] = written()
    assert len(line.words) <= 120


def test_the_unit_is_kept_only_where_it_is_a_crowd(
    ana: Person, valve: Item, visit: Visit, network: Unit
) -> None:
    look_for(visit(ana), "valve")
    for number in range(9):
        a_person(f"close{number}", network)
    assert [line.unit for line in written()] == [network]


def test_of_a_small_unit_the_one_above_it_is_kept(
    ana: Person, valve: Item, visit: Visit, water: Unit
) -> None:
    for number in range(9):
        a_person(f"crowd{number}", water)
    look_for(visit(ana), "valve")
    assert [line.unit for line in written()] == [water]


def test_where_there_is_no_crowd_the_institution_alone_is_kept(
    ana: Person, valve: Item, visit: Visit, city: Unit
) -> None:
    look_for(visit(ana), "valve")
    assert [(line.institution, line.unit) for line in written()] == [(city, None)]


def test_who_belongs_to_no_unit_has_no_institution(
    fay: Person, client: Client, valve: Item, visit: Visit
) -> None:
    look_for(visit(fay), "valve")
    look_for(client, "valve")
    assert [(line.institution, line.unit) for line in written()] == [(None, None)] * 2


@pytest.mark.parametrize("headers", [{"User-Agent": "Googlebot/2.1"}, {"Sec-Purpose": "prefetch;prerender"}])
def test_a_robot_and_a_browser_that_looks_ahead_are_no_readers(
    client: Client, valve: Item, headers: dict[str, str]
) -> None:
    client.get("/search/", {"q": "valve"}, headers=headers)
    assert written() == []


def test_what_cannot_be_written_now_is_written_later(
    ana: Person, valve: Item, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_for(visit(ana), "valve")

    def away(*_: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "store", away)
        with pytest.raises(OperationalError):
            writing.write()
    assert [line.words for line in written()] == ["valve"]


def test_the_memory_is_bounded(
    ana: Person, valve: Item, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lubuk.shared.searchlog.visits.MOST_WAITING", 3)
    browser = visit(ana)
    for text in ("one", "two", "three", "four", "five"):
        look_for(browser, text)
    assert len(written()) == 3


def test_searches_of_long_ago_go(ana: Person, valve: Item, visit: Visit) -> None:
    look_for(visit(ana), "valve")
    look_for(visit(ana), "pump")
    old, _new = written()
    Lookup.objects.filter(pk=old.pk).update(on=timezone.localdate() - timedelta(days=401))
    sweep_lookups()
    assert [line.words for line in written()] == ["pump"]
