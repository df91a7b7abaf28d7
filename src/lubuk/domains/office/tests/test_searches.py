"""The officer's page of searches: what is looked for, what isn't found, what nobody opens, what is slow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.office.tests.makers import reading
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.units.models import Unit
from lubuk.shared.searchlog.models import Lookup
from lubuk.shared.wanted.actions import ask
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_contexts")]

PAGE = "/office/searches/"


def looked(words: str, found: int = 3, times: int = 1, *, days_ago: int = 0, **more: Any) -> None:
    """As the log has it; how it comes there is tested with the log."""
    on = timezone.localdate() - timedelta(days=days_ago)
    given = {"language": "en", "took": 20, **more}
    Lookup.objects.bulk_create(Lookup(words=words, found=found, on=on, **given) for _ in range(times))


@pytest.fixture
def office(odi: Person, visit: Visit) -> Client:
    return visit(odi)


def listed(office: Client, show: str, **more: str) -> list[str]:
    answer = office.get(PAGE, {"show": show, **more})
    assert answer.status_code == 200
    return [row["words"] for row in answer.context["page"]]


def test_before_the_first_search_the_page_says_what_will_stand_here(office: Client) -> None:
    assert "Nobody has searched yet. From the first search on you see here" in reading(office, PAGE)


def test_what_is_looked_for_most_comes_first(office: Client) -> None:
    looked("valve", times=2)
    looked("leave", times=3)
    assert listed(office, "top") == ["leave", "valve"]


def test_each_sort_has_its_searches(office: Client) -> None:
    looked("valve", opened=1)
    looked("zeppelin", found=0)
    looked("leave")
    looked("budget", took=900, opened=2)
    assert listed(office, "nothing") == ["zeppelin"]
    assert listed(office, "unopened") == ["leave"]
    assert listed(office, "slow") == ["budget"]


def test_what_only_a_filter_left_out_is_not_missing(office: Client) -> None:
    looked("valve", found=0, filters="kind")
    assert listed(office, "nothing") == []


def test_few_searches_are_counted_and_many_said_in_per_cent(office: Client) -> None:
    looked("valve", opened=2, times=6)
    looked("zeppelin", found=0)
    assert "1 of 7 found nothing" in reading_numbers(office)
    looked("valve", opened=2, times=13)
    assert "5% found nothing" in reading_numbers(office)
    assert "2.0 usual place" in reading_numbers(office)


def reading_numbers(office: Client) -> str:
    """Each number before what it counts, as it is seen."""
    context = office.get(PAGE).context
    sums = context["sums"]
    return f"{sums.nothing_share} found nothing, {sums.place:.1f} usual place"


def test_what_is_wanted_already_is_not_made_wanted_again(office: Client, cleo: Person, nia: Person) -> None:
    looked("zeppelin mooring", found=0)
    looked("quay depth", found=0)
    page = reading(office, f"{PAGE}?show=nothing")
    assert (page.count("Make it wanted"), page.count("Wanted already")) == (2, 0)
    ask("Mooring zeppelin", by=cleo, language="en")
    ask("quay depth", by=nia, language="en")  # asked within the other institution
    page = office.get(PAGE, {"show": "nothing"}).context["page"]
    assert {row["words"]: str(row["wanted"]) for row in page} == {
        "zeppelin mooring": "Mooring zeppelin",
        "quay depth": "None",
    }
    assert "Wanted already" in reading(office, f"{PAGE}?show=nothing")


def test_weeks_language_and_unit_narrow(office: Client, water: Unit) -> None:
    looked("banjir", language="id")
    looked("flood", unit=water, institution=water.institution)
    looked("old", days_ago=60)
    assert listed(office, "top", language="id") == ["banjir"]
    assert listed(office, "top", unit="water") == ["flood"]
    assert listed(office, "top") == ["banjir", "flood"]
    assert listed(office, "top", weeks="12") == ["banjir", "flood", "old"]


def test_the_weeks_add_up(office: Client) -> None:
    looked("flood", times=2)
    looked("flood", found=0, days_ago=21)
    weeks = office.get(PAGE).context["weeks"]
    assert [week.sums.searches for week in weeks] == [1, 0, 0, 2]
    assert [week.sums.nothing for week in weeks] == [1, 0, 0, 0]
    assert max(week.height for week in weeks) == 140


def test_an_officer_hears_of_their_own_institution_and_of_visitors(
    office: Client, city: Unit, harbour: Unit, adi: Person, visit: Visit
) -> None:
    looked("flood", institution=city)
    looked("quay", institution=harbour, unit=harbour)
    looked("visitor")
    assert listed(office, "top") == ["flood", "visitor"]
    assert "Harbour" not in reading(office, PAGE)
    assert listed(visit(adi), "top") == ["flood", "quay", "visitor"]


def test_the_table_is_taken_along_harmless(office: Client) -> None:
    looked("=cmd|' /c calc'!a0", times=2)
    looked("valve", opened=3, found=4)
    text = b"".join(office.get(f"{PAGE}csv/")).decode("utf-8-sig")
    head, first, second = text.splitlines()
    assert head.startswith("Words,Searches,Nothing found")
    assert first.startswith("'=cmd")
    assert second.startswith("valve,1,0,0,3.0,20.0,20,")


@pytest.mark.parametrize(
    "asked",
    [
        {"show": "nonsense"},
        {"weeks": "-1"},
        {"weeks": "9" * 40},
        {"language": "' OR 1=1"},
        {"page": "0"},
    ],
)
def test_an_address_can_hold_anything(office: Client, asked: dict[str, str]) -> None:
    looked("valve")
    reading_ok = office.get(PAGE, asked)
    assert reading_ok.status_code == 200


def test_markup_that_was_searched_for_stays_text(office: Client) -> None:
    looked("<script>alert(1)</script>")
    assert "<script>alert" not in office.get(PAGE).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_words(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries, water: Unit, network: Unit
) -> None:
    looked("valve", unit=water, institution=water.institution)
    office.get(PAGE)
    with django_assert_num_queries(COST):
        office.get(PAGE)
    for number in range(20):
        looked(f"valve {number}", unit=(water, network)[number % 2], institution=water.institution)
    with django_assert_num_queries(COST):
        office.get(PAGE)


COST = 14  # of the frame, of who asks, and nine of what was looked for
