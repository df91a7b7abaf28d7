"""Keeping a search, naming it, changing it, letting it go; and that it is nobody else's."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions as item_actions
from lubuk.foundation.units.models import Unit
from lubuk.shared.savedsearches import actions
from lubuk.shared.savedsearches.actions import MOST_KEPT
from lubuk.shared.savedsearches.addresses import Asked
from lubuk.shared.savedsearches.models import Alert, KeptSearch
from lubuk.shared.savedsearches.tests.makers import kept, some_seconds_pass
from tests.cast import Visit, an_article, everything, fresh, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

KEEP = "/searches/keep/?q=pump"
SAID = {"name": "Pumps", "alert": Alert.NOTICE}


def test_a_search_is_kept_with_its_words_and_choices(cleo: Person, health: Unit, visit: Visit) -> None:
    an_article(by=cleo, title="Flood pump")
    some_seconds_pass()
    browser = visit(cleo)
    page = browser.get(f"/search/?unit={health.pk}&q=flood++pump&order=newest&page=1").content.decode()
    link = f"/searches/keep/?q=flood+pump&amp;unit={health.pk}"
    assert link in page
    asked = browser.get(link.replace("&amp;", "&")).content.decode()
    assert 'value="flood pump: Health"' in asked
    answer = browser.post(link.replace("&amp;", "&"), SAID)
    assert answer.headers["Location"] == f"/search/?q=flood+pump&unit={health.pk}"
    assert "Kept as “Pumps”" in browser.get(answer.headers["Location"]).content.decode()


def test_the_same_search_has_one_address_whatever_the_order_of_its_choices() -> None:
    first = Asked.at("kind=guide&kind=article&q=a&unit=2&changed=year").address
    assert Asked.at("changed=year&unit=2&q=+a&kind=article&kind=guide&kind=guide&page=7").address == first
    assert Asked.at(first).address == first
    assert Asked.at("page=2&order=newest&changed=never&trust=nobody").address == ""


def test_a_stranger_is_not_offered_to_keep_a_search(stranger: Stranger, visit: Visit) -> None:
    some_seconds_pass()
    assert "/searches/keep/" not in visit(stranger).get("/search/?q=pump").content.decode()
    with not_allowed():
        actions.keep("q=pump", by=stranger, **SAID)  # type: ignore[arg-type]


def test_a_search_for_nothing_is_not_kept(cleo: Person, visit: Visit) -> None:
    some_seconds_pass()
    assert "/searches/keep/" not in visit(cleo).get("/search/").content.decode()
    answer = visit(cleo).post("/searches/keep/?page=3", SAID, follow=True)
    assert "Search for something first" in answer.content.decode()
    assert not KeptSearch.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " \t "}, "This field is required."),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"name": "Pumps\x07 of ours"}, "signs that can&#x27;t be shown"),
        ({"alert": "hourly"}, "Select a valid choice"),
        ({"alert": ""}, "This field is required."),
    ],
)
def test_what_can_t_be_kept_is_said_and_stays_in_the_form(
    cleo: Person, visit: Visit, said: dict[str, str], sentence: str
) -> None:
    answer = visit(cleo).post(KEEP, {**SAID, **said})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not KeptSearch.objects.exists()


def test_mail_is_refused_where_no_address_is_known(cleo: Person, visit: Visit) -> None:
    Person.objects.filter(pk=cleo.pk).update(email="")
    answer = visit(cleo).post(KEEP, {**SAID, "alert": Alert.DAILY})
    assert "Choose a notice instead" in answer.content.decode()
    assert 'value="Pumps"' in answer.content.decode()


def test_a_search_is_kept_once(cleo: Person, visit: Visit) -> None:
    search = kept(cleo)
    assert visit(cleo).get(KEEP).headers["Location"] == f"/searches/{search.pk}/change/"
    with refused("already"):
        actions.keep("q=pump", by=cleo, **SAID)


def test_fifty_are_the_most(cleo: Person, visit: Visit) -> None:
    for number in range(MOST_KEPT):
        kept(cleo, f"q=pump+{number}")
    answer = visit(cleo).post(KEEP, SAID)
    assert (answer.status_code, KeptSearch.objects.count()) == (422, MOST_KEPT)
    assert "Remove one that you no longer need" in answer.content.decode()


def test_a_search_that_is_too_long_is_refused(cleo: Person, visit: Visit) -> None:
    long = "&".join(f"kind={'x' * 60}{number}" for number in range(50))
    answer = visit(cleo).post(f"/searches/keep/?{long}", SAID)
    assert "too long to be kept" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "q=%F0%9F%92%A7",
        "unit=-1&unit=99999999999999999999",
        "subject=x%27%3B--",
        "kind=%3Cscript%3E",
    ],
)
def test_hostile_addresses_are_only_searches(cleo: Person, visit: Visit, address: str) -> None:
    some_seconds_pass()
    browser = visit(cleo)
    asked = browser.get(f"/searches/keep/?{address}")
    assert asked.status_code == 200
    assert "<script>" not in asked.content.decode()
    browser.post(f"/searches/keep/?{address}", SAID)
    search = KeptSearch.objects.get()
    an_article(by=cleo, title="Flood pump")
    some_seconds_pass()
    assert browser.get("/searches/").status_code == 200
    assert browser.get(f"/searches/{search.pk}/", follow=True).status_code == 200


def test_it_is_renamed_told_otherwise_and_removed(cleo: Person, visit: Visit) -> None:
    search, browser = kept(cleo), visit(cleo)
    browser.post(f"/searches/{search.pk}/change/", {"name": "All pumps", "alert": "daily"})
    search.refresh_from_db()
    assert (search.name, search.alert) == ("All pumps", Alert.DAILY)
    assert "All pumps" in browser.get(f"/searches/{search.pk}/remove/").content.decode()
    assert KeptSearch.objects.exists()
    assert "no longer kept" in browser.post(f"/searches/{search.pk}/remove/", follow=True).content.decode()
    assert not KeptSearch.objects.exists()


def test_the_list_counts_and_names_what_is_new_until_the_search_is_opened(
    ana: Person, cleo: Person, visit: Visit
) -> None:
    search, browser = kept(cleo), visit(cleo)
    for number in range(5):
        an_article(by=ana, title=f"Pump {number}")
    some_seconds_pass()
    page = browser.get("/searches/").content.decode()
    assert "5 new pages" in page
    assert [f"Pump {number}</a>" in page for number in range(5)].count(True) == 3
    assert browser.get(f"/searches/{search.pk}/").headers["Location"] == "/search/?q=pump"
    assert "new page" not in browser.get("/searches/").content.decode()


def test_the_list_neither_counts_nor_names_what_was_hidden_since(
    ana: Person, cleo: Person, visit: Visit
) -> None:
    kept(cleo)
    item = an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    item_actions.change_audience(fresh(item), "unit", by=ana)
    page = visit(cleo).get("/searches/").content.decode()
    assert "Flood pump" not in page
    assert "new page" not in page


def test_nobody_else_finds_it_whatever_their_role(
    cleo: Person, odi: Person, adi: Person, visit: Visit
) -> None:
    search = kept(cleo, name="Kwzx of mine")
    before = everything()["savedsearches.KeptSearch"]
    for other in (odi, adi):
        browser = visit(other)
        for address in ("", "change/", "remove/"):
            path = f"/searches/{search.pk}/{address}"
            assert browser.get(path).status_code == 404
            if address:
                assert browser.post(path, SAID).status_code == 404
        for address in ("/searches/", f"/office/people/{cleo.username}/", f"/people/{cleo.pk}/"):
            assert "Kwzx" not in browser.get(address, follow=True).content.decode()
        for act in (actions.remove, actions.look_at):
            with not_allowed():
                act(search, by=other)
    assert everything()["savedsearches.KeptSearch"] == before


def test_the_list_asks_as_much_for_many_searches_as_for_few(
    ana: Person, cleo: Person, water: Unit, visit: Visit
) -> None:
    browser = visit(cleo)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/searches/").status_code == 200
        return len(asked)

    kept(cleo, f"q=pump&unit={water.pk}")
    an_article(by=ana, title="Pump")
    some_seconds_pass()
    questions()
    few = questions()
    for number in range(12):
        kept(cleo, f"q=pump+{number}&unit={water.pk}")
    for number in range(12):
        an_article(by=ana, title=f"Pump {number}")
    some_seconds_pass()
    questions()
    assert questions() == few


def test_they_go_with_their_person(cleo: Person, ana: Person) -> None:
    """Nothing holds on to a person's row but what is theirs alone."""
    search = kept(cleo, alert=Alert.DAILY)
    an_article(by=ana, title="Pump")
    some_seconds_pass()
    assert search.finds.exists()
    cleo.delete()
    assert not KeptSearch.objects.exists()
