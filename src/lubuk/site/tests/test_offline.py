"""What the server says to a device that keeps pages: which, for whom, and what is still open."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.site.views.offline import MOST_ASKED
from tests.cast import Visit, a_draft, an_article, fresh, rewrite

pytestmark = pytest.mark.django_db


def label(client: Client, address: str) -> dict[str, Any] | None:
    """What the list of kept pages would say of it; None for a page that is never kept."""
    said = client.get(address, follow="?" not in address).headers.get("X-Offline")
    return json.loads(said) if said else None


def test_a_page_that_is_read_may_be_kept_under_its_title(ana: Person, ben: Person, visit: Visit) -> None:
    item = an_article(by=ana, title="Ébb – and “flood”\nat noon")
    assert label(visit(ben), f"/items/{item.pk}/") == {
        "title": fresh(item).title,
        "kind": "Article",
        "language": "en",
        "item": item.pk,
        "writes": False,
    }


def test_a_form_may_be_kept_by_who_writes_in_it(ana: Person, visit: Visit) -> None:
    item = a_draft(by=ana)
    browser = visit(ana)
    assert (label(browser, f"/items/{item.pk}/edit/") or {})["writes"] is True
    assert (label(browser, "/share/article/") or {})["title"] == "New article"
    assert (label(browser, "/share/") or {})["writes"] is True


def test_nothing_for_named_people_is_kept(ana: Person, ben: Person, visit: Visit) -> None:
    item = an_article(by=ana, audience="people", readers=[ben])
    assert label(visit(ben), f"/items/{item.pk}/") is None
    assert label(visit(ana), f"/items/{item.pk}/edit/") is None


def test_lists_and_parts_of_lists_are_not_kept(ana: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    for address in ("/", "/library/", "/search/?q=valve", f"{item.get_absolute_url()}?page=2", "/profile/"):
        assert label(visit(ana), address) is None, address


def test_each_reader_has_a_mark_of_their_own(ana: Person, ben: Person, visit: Visit) -> None:
    pages = [visit(reader).get("/library/") for reader in (ana, ben, Stranger())]
    marks = [page.headers["X-Reader"] for page in pages]
    assert len(set(marks)) == 3
    assert marks[2] == "anybody"
    assert visit(ana).get("/profile/").headers["X-Reader"] == marks[0]


def still_open(client: Client, query: str) -> dict[str, list[int]]:
    said: dict[str, list[int]] = client.get(f"/offline/open/?{query}").json()
    return said


def test_only_what_one_may_still_read_or_write_is_said_to_be_open(
    ana: Person, ben: Person, cleo: Person, visit: Visit
) -> None:
    everyones, units, named = (
        an_article(by=ana, audience=audience) for audience in ("public", "unit", "people")
    )
    query = "&".join(f"read={item.pk}&write={item.pk}" for item in (everyones, units, named))
    readable = sorted([everyones.pk, units.pk])
    assert still_open(visit(ana), query) == {"read": readable, "write": readable}
    assert still_open(visit(ben), query) == {"read": readable, "write": []}
    assert still_open(visit(cleo), query) == {"read": [everyones.pk], "write": []}
    assert still_open(visit(Stranger()), query) == {"read": [everyones.pk], "write": []}


@pytest.mark.usefixtures("city")
def test_what_is_no_number_of_an_item_is_not_open(visit: Visit) -> None:
    hostile = f"read=x&read=-1&read=²&read={'9' * 5000}&read={2**63}&read=0&write='--&write="
    assert still_open(visit(Stranger()), hostile) == {"read": [], "write": []}


def test_the_questions_do_not_grow_with_the_pages_that_are_read(
    ana: Person, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    items = [an_article(by=ana, audience="public") for _number in range(8)]
    browser = visit(ana)
    with django_assert_max_num_queries(7):  # session, person, standing and stamp among them
        still_open(browser, "&".join(f"read={item.pk}" for item in items))


def test_more_than_a_device_keeps_is_not_answered(ana: Person, visit: Visit) -> None:
    item = an_article(by=ana, audience="public")
    query = "&".join(["read=999999"] * MOST_ASKED + [f"read={item.pk}"])
    assert still_open(visit(Stranger()), query) == {"read": [], "write": []}


def test_the_worker_knows_addresses_and_sentences(ana: Person, visit: Visit) -> None:
    response = visit(ana).get("/worker.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    given = json.loads(response.content.decode().split("\n", 1)[0].removeprefix("self.LUBUK=").rstrip(";"))
    assert given["list"] == "/offline/"
    for lines in given["words"].values():
        assert "{date}" in lines["offline"]
        assert "/offline/" in lines["offline"]


def test_the_same_text_sent_twice_is_kept_once(ana: Person) -> None:
    item = a_draft(by=ana)
    opened = fresh(item).draft
    assert opened is not None
    writing = actions.Writing(title="Ropes", body="<p>Forty.</p>")
    for _time in range(2):
        saved = actions.save_draft(
            fresh(item), writing, by=ana, from_version=opened.pk, revision=opened.revision
        )
        assert (saved.title, saved.pk) == ("Ropes", opened.pk)
    assert fresh(item).versions.count() == 1


def test_a_text_that_met_another_and_is_sent_again_makes_no_second_version(ana: Person) -> None:
    item = a_draft(by=ana)
    opened = fresh(item).draft
    assert opened is not None
    rewrite(item, by=ana, title="From the desk")
    writing = actions.Writing(title="From the field", body="<p>Forty.</p>")
    for _time in range(2):
        with pytest.raises(actions.Conflict):
            actions.save_draft(fresh(item), writing, by=ana, from_version=opened.pk, revision=opened.revision)
    assert [version.title for version in fresh(item).versions.order_by("number")] == [
        "From the desk",
        "From the field",
    ]
