"""The pages of records in one person's hands after another's, from the schedule to the certificate."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import add_part
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.actions import propose
from lubuk.shared.retention.models import Disposal, Held, Hold, OwnClass, RetentionClass
from lubuk.shared.retention.queries import is_held
from lubuk.shared.retention.tests.makers import a_class, a_hold, an_old_article, later, withdrawn
from tests.cast import Visit, a_draft, a_person, an_article

pytestmark = pytest.mark.django_db

HEADER = "code,name_en,name_id,active_years,inactive_years,counted_from,in_the_end,legal_basis\n"
LINE = "X.1,Minutes,Notulen,2,3,published,destroy,Rule 4\n"


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def said(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return text_of(response)


def the_table(text: str | bytes) -> dict[str, Any]:
    data = text.encode() if isinstance(text, str) else text
    return {"file": SimpleUploadedFile("schedule.csv", data, "text/csv")}


@pytest.fixture
def bos(city: Unit) -> Person:
    """Manages the city: the one who signs."""
    bos = a_person("bos", city)
    give_role(bos, "manager", by=None, unit=city)
    return bos


@pytest.fixture
def old(ana: Person, odi: Person, monkeypatch: pytest.MonkeyPatch) -> Item:
    a_class(by=odi)
    return an_old_article(monkeypatch, by=ana, audience="public", title="The old valve")


@pytest.fixture
def disposal(old: Item, odi: Person, city: Unit) -> Disposal:
    return propose([old], by=odi, institution=city, reason="The years are over.")


FOR_OFFICERS = (
    "/records/", "/records/classes/add/", "/records/classes/csv/", "/records/classes/import/", "/records/due/",
    "/records/classes/{cls}/", "/records/holds/", "/records/holds/add/", "/records/holds/{hold}/",
    "/records/holds/{hold}/choose/", "/records/holds/{hold}/lift/", "/records/items/{item}/",
)  # fmt: skip
FOR_RECORDS = ("/records/disposals/", "/records/disposals/{disposal}/")
POSTED = (
    "/records/classes/{cls}/close/", "/records/classes/{cls}/reopen/", "/records/holds/{hold}/release/{item}/",
    "/records/disposals/{disposal}/approve/", "/records/disposals/{disposal}/stop/",
    "/records/disposals/{disposal}/carry-out/", "/records/items/{item}/hold/",
)  # fmt: skip


def test_to_others_there_are_no_records(
    cast: dict[str, Person], disposal: Disposal, city: Unit, odi: Person, ana: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    hold = a_hold(city, item, by=odi)
    ids = {"cls": RetentionClass.objects.get().pk, "hold": hold.pk, "item": item.pk, "disposal": disposal.pk}
    steward_too = "/records/items/{item}/"
    for name in ("ana", "ben", "cleo", "dora", "mia", "ed", "fay", "nia", "stranger"):
        client = visit(cast[name])
        for address in (*FOR_OFFICERS, *FOR_RECORDS, *POSTED):
            expected = 200 if name == "dora" and address == steward_too else 404
            assert client.get(address.format(**ids)).status_code in {expected, 405}, (name, address)
            assert client.post(address.format(**ids)).status_code == expected, (name, address)


def test_officers_find_each_page(
    disposal: Disposal, odi: Person, adi: Person, ana: Person, city: Unit, visit: Visit
) -> None:
    item = an_article(by=ana)
    hold = a_hold(city, item, by=odi)
    ids = {"cls": RetentionClass.objects.get().pk, "hold": hold.pk, "item": item.pk, "disposal": disposal.pk}
    for person in (odi, adi):
        for address in (*FOR_OFFICERS, *FOR_RECORDS):
            assert visit(person).get(address.format(**ids)).status_code == 200, address


def test_who_manages_the_institution_only_approves(disposal: Disposal, bos: Person, visit: Visit) -> None:
    client = visit(bos)
    assert "The old valve" in said(client, f"/records/disposals/{disposal.pk}/")
    assert client.get("/records/").status_code == 404
    assert disposal.number in said(client, "/")


def test_from_the_list_to_the_certificate(
    old: Item, odi: Person, adi: Person, bos: Person, visit: Visit, client: Client
) -> None:
    due = f"/records/due/?class={RetentionClass.objects.get().pk}"
    assert "The old valve" in said(visit(odi), due)
    visit(odi).post(due, {"class": RetentionClass.objects.get().pk, "item": old.pk, "reason": "Over."})
    address = Disposal.objects.get().get_absolute_url()
    for person in (adi, bos):
        visit(person).post(f"{address}approve/")
    done = visit(odi).post(f"{address}carry-out/", follow=True)
    assert done.redirect_chain[-1][0] == f"{address}certificate/"
    assert old.number in text_of(done)
    for gone in (old.get_absolute_url(), f"/n/{old.number}/"):
        assert "destroyed on" in said(client, gone, 410)
    assert "The old valve" not in said(client, f"/items/{old.pk}/", 410)


def test_a_proposal_without_a_reason_keeps_what_was_ticked(old: Item, odi: Person, visit: Visit) -> None:
    number = RetentionClass.objects.get().pk
    response = visit(odi).post(
        f"/records/due/?class={number}", {"class": number, "item": old.pk, "reason": " "}
    )
    assert response.status_code == 422
    assert re.search(rf'value="{old.pk}" checked', response.content.decode())
    assert not Disposal.objects.exists()


@pytest.mark.parametrize("item", ["", "x", "9" * 40, "-1"])
def test_a_proposal_of_nonsense_is_none(old: Item, odi: Person, visit: Visit, item: str) -> None:
    number = RetentionClass.objects.get().pk
    response = visit(odi).post("/records/due/", {"class": number, "item": item, "reason": "Over."})
    assert response.status_code == 422
    assert "Choose at least one page" in text_of(response)


@pytest.mark.parametrize("number", ["x", "9" * 30, "-1", ""])
def test_a_class_that_is_none_shows_the_list(old: Item, odi: Person, visit: Visit, number: str) -> None:
    assert visit(odi).get("/records/due/", {"class": number}).status_code in {200, 404}


def test_a_hold_is_placed_on_what_the_preview_showed(
    ana: Person, odi: Person, city: Unit, visit: Visit
) -> None:
    items = [an_article(by=ana, title=f"Valve {number}") for number in range(3)]
    a_draft(by=ana, title="Secret valve")
    an_article(by=ana, title="Pump", body="<p>Dry.</p>")
    client = visit(odi)
    led = client.post("/records/holds/add/", {"name": "Case 7", "reason": "Court.", "institution": city.pk})
    preview = said(client, f"{led.url}?words=valve")  # type: ignore[attr-defined]
    assert "4 pages fit" in preview
    assert "1 of them isn’t open to you" in preview
    assert "Secret" not in preview
    assert not Held.objects.exists()
    client.post(led.url, {"words": "valve"})  # type: ignore[attr-defined]
    assert Held.objects.count() == 4
    page = said(client, Hold.objects.get().get_absolute_url())
    assert all(item.title in page for item in items)
    assert "1 more page is on hold that isn’t open to you" in page
    assert "Secret" not in page


def test_a_hold_takes_what_stands_in_the_unit_and_below(
    ana: Person, cleo: Person, odi: Person, city: Unit, water: Unit, visit: Visit
) -> None:
    below, elsewhere = an_article(by=ana), an_article(by=cleo)
    hold = a_hold(city, by=odi)
    visit(odi).post(f"/records/holds/{hold.pk}/choose/", {"unit": water.pk})
    assert [held.item for held in Held.objects.all()] == [below]
    visit(odi).post(f"/records/holds/{hold.pk}/choose/", {"numbers": f"{elsewhere.number.lower()}, NOPE-1"})
    assert Held.objects.count() == 2


def test_nothing_chosen_is_nothing_held(ana: Person, odi: Person, city: Unit, visit: Visit) -> None:
    an_article(by=ana)
    hold = a_hold(city, by=odi)
    assert "at least one" in said(visit(odi), f"/records/holds/{hold.pk}/choose/?words=&unit=")
    visit(odi).post(f"/records/holds/{hold.pk}/choose/", {"words": ""})
    assert not Held.objects.exists()


def test_another_institutions_hold_cannot_be_found(
    odi: Person, adi: Person, harbour: Unit, visit: Visit
) -> None:
    hold = a_hold(harbour, by=adi, name="Theirs")
    assert visit(odi).get(hold.get_absolute_url()).status_code == 404
    assert "Theirs" not in said(visit(odi), "/records/holds/")


def test_a_hold_is_lifted_with_its_reason(ana: Person, odi: Person, city: Unit, visit: Visit) -> None:
    hold = a_hold(city, an_article(by=ana), by=odi)
    assert visit(odi).post(f"/records/holds/{hold.pk}/lift/", {"reason": ""}).status_code == 422
    visit(odi).post(f"/records/holds/{hold.pk}/lift/", {"reason": "Judgment."})
    assert not Held.objects.in_force().exists()
    assert "Judgment." in said(visit(odi), hold.get_absolute_url())


def test_a_steward_keeps_a_page_differently(ana: Person, dora: Person, odi: Person, visit: Visit) -> None:
    item, other = an_article(by=ana), a_class("X.1", by=odi, final_act="keep")
    address = f"/records/items/{item.pk}/"
    assert visit(dora).post(address, {"to": other.pk, "reason": ""}).status_code == 422
    visit(dora).post(address, {"to": other.pk, "reason": "It founded the agency."})
    assert OwnClass.objects.get().retention_class == other
    assert "kept permanently" in said(visit(dora), item.get_absolute_url())
    assert "kept permanently" not in said(visit(ana), item.get_absolute_url())


def test_the_page_of_a_held_item_says_so_to_its_steward(
    ana: Person, dora: Person, odi: Person, city: Unit, visit: Visit
) -> None:
    item = an_article(by=ana)
    a_hold(city, item, by=odi)
    assert "legal hold" in said(visit(dora), item.get_absolute_url())
    assert "legal hold" not in said(visit(ana), item.get_absolute_url())


def test_the_schedule_goes_out_and_comes_back_the_same(odi: Person, visit: Visit) -> None:
    a_class(by=odi)
    table = visit(odi).get("/records/classes/csv/").content
    response = visit(odi).post("/records/classes/import/", the_table(table))
    assert "says all of this already" in text_of(response)


def test_a_table_changes_nothing_before_it_is_taken_over(odi: Person, visit: Visit) -> None:
    client = visit(odi)
    page = client.post("/records/classes/import/", the_table(HEADER + LINE))
    assert "1 line would change the schedule" in text_of(page)
    assert not RetentionClass.objects.exists()
    client.post("/records/classes/import/", {"table": HEADER + LINE, "take_over": "yes"})
    assert RetentionClass.objects.get().name == "Minutes"


def test_a_table_with_semicolons_is_read_too(odi: Person, visit: Visit) -> None:
    table = (HEADER + LINE).replace(",", ";")
    visit(odi).post("/records/classes/import/", {"table": table, "take_over": "yes"})
    assert RetentionClass.objects.get().code == "X.1"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"code,name_en\nX,Y\n", "lacks these columns: name_id"),
        (HEADER.encode(), "1 to 5000 lines"),
        ((HEADER + LINE.replace(",2,", ",two,")).encode(), "whole numbers"),
        ((HEADER + LINE.replace(",2,", ",200,")).encode(), "0 to 99"),
        ((HEADER + LINE + LINE).encode(), "twice"),
        ((HEADER + "=X,\n").encode(), "whole numbers"),
        (b"x" * (2**20 + 1), "larger than 1 MB"),
        (b"", "Choose a file first|file is empty|submitted file is empty"),
    ],
)
def test_a_bad_table_is_said_to_be_so_and_changes_nothing(
    odi: Person, visit: Visit, table: bytes, words: str
) -> None:
    response = visit(odi).post("/records/classes/import/", the_table(table))
    assert re.search(words, text_of(response))
    visit(odi).post("/records/classes/import/", {"table": table.decode("latin-1"), "take_over": "yes"})
    assert not RetentionClass.objects.exists()


def test_a_cell_that_a_spreadsheet_would_run_is_only_text(odi: Person, visit: Visit) -> None:
    a_class(by=odi, legal_basis="=1+1")
    assert ",'=1+1" in visit(odi).get("/records/classes/csv/").content.decode()


def test_a_class_is_added_changed_and_closed(odi: Person, visit: Visit) -> None:
    client = visit(odi)
    values = {
        "code": "X.1", "label_en": "Minutes", "active_years": 1, "inactive_years": 1, "trigger": "published",
        "final_act": "review", "legal_basis": "Rule 4",
    }  # fmt: skip
    assert client.post("/records/classes/add/", {**values, "code": "a b"}).status_code == 422
    client.post("/records/classes/add/", values)
    assert client.post("/records/classes/add/", values).status_code == 422
    kept = RetentionClass.objects.get()
    client.post(f"/records/classes/{kept.pk}/", {**values, "active_years": 5})
    client.post(f"/records/classes/{kept.pk}/close/")
    kept.refresh_from_db()
    assert (kept.active_years, kept.closed_at is not None) == (5, True)


def test_lists_ask_no_more_for_more_rows(
    ana: Person, odi: Person, city: Unit, visit: Visit, monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    a_class(by=odi)
    for _ in range(12):
        withdrawn(an_article(by=ana))
    hold = a_hold(city, *Item.objects.all()[:6], by=odi)
    later(monkeypatch, 4)
    client = visit(odi)
    due = f"/records/due/?class={RetentionClass.objects.get().pk}"
    for address in (due, hold.get_absolute_url(), "/records/holds/", "/records/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def test_a_collection_is_put_on_hold_with_all_it_holds(
    ana: Person, odi: Person, city: Unit, visit: Visit
) -> None:
    part, whole = an_article(by=ana), an_article(by=ana, kind="collection", title="For the court")
    add_part(whole, part, by=ana)
    hold, browser = a_hold(city, by=odi), visit(odi)
    asked = {"numbers": whole.number, "with_parts": "on"}
    assert "2 pages fit" in browser.get(f"/records/holds/{hold.pk}/choose/", asked).content.decode()
    browser.post(f"/records/holds/{hold.pk}/choose/", asked)
    assert is_held(part.pk)
    assert "With all it holds" in browser.get(hold.get_absolute_url()).content.decode()
    assert "Nothing fits" in browser.get(f"/records/holds/{hold.pk}/choose/", asked).content.decode()


def test_a_collection_held_alone_can_get_its_parts_later_from_its_own_page(
    ana: Person, odi: Person, city: Unit, visit: Visit
) -> None:
    part, whole = an_article(by=ana), an_article(by=ana, kind="collection", title="For the court")
    add_part(whole, part, by=ana)
    hold, browser = a_hold(city, by=odi), visit(odi)
    assert "also what is added later" in browser.get(f"/records/items/{whole.pk}/").content.decode()
    assert "also what is added later" not in browser.get(f"/records/items/{part.pk}/").content.decode()
    browser.post(f"/records/items/{whole.pk}/hold/", {"hold": hold.pk, "with_parts": "on"})
    assert is_held(part.pk)
