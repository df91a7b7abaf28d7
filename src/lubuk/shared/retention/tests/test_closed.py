"""A class that counts from the end of a matter: the day is the one that a field of the kind names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.dates import months_after
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.actions import classify, propose
from lubuk.shared.retention.models import RetentionClass
from lubuk.shared.retention.queries import due_items, keeping_of
from lubuk.shared.retention.tests.makers import a_class, withdrawn
from tests.cast import Visit, a_draft, an_article, fresh, last_entry, refused, rewrite, through_review

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

YEARS = 3


@pytest.fixture
def closing(odi: Person) -> RetentionClass:
    """The class that project records name; they are closed on the last day of their period."""
    labels = {"en": "Project records", "id": "Catatan proyek"}
    return a_class("KM.05", by=odi, trigger="closed", labels=labels)


def a_project(ran: dict[str, str], *, by: Person, approved_by: Person, **more: Any) -> Item:
    fields = {
        "ran": ran,
        "led_by": by.pk,
        "budget": {"amount": "100", "currency": "IDR"},
        "went": "planned",
        "learned": "<p>Dig deeper.</p>",
    }
    return fresh(through_review(a_draft(by=by, kind="project", fields=fields, **more), approved_by))


def years_ago(years: int) -> date:
    return months_after(timezone.localdate(), -12 * years)


def ended(day: date) -> dict[str, str]:
    return {"from": "2001-01-01", "to": day.isoformat()}


def test_it_counts_from_the_last_day_of_the_matter(
    ana: Person, dora: Person, closing: RetentionClass
) -> None:
    day = years_ago(1)
    kept = keeping_of(a_project(ended(day), by=ana, approved_by=dora))
    assert kept is not None
    assert (kept.since, kept.until) == (day, months_after(day, 12 * YEARS))


def test_while_the_matter_is_open_it_is_kept(
    ana: Person, dora: Person, closing: RetentionClass, visit: Visit
) -> None:
    item = a_project({"from": "2001-01-01"}, by=ana, approved_by=dora)
    kept = keeping_of(item)
    assert kept is not None
    assert kept.until is None
    assert item not in due_items(timezone.localdate() + timedelta(days=366 * 90))
    page = visit(dora).get(f"/records/items/{item.pk}/").content.decode()
    assert "It is kept while its matter is open, and 3 years after it is closed." in page


def test_a_day_to_come_is_no_end_yet(ana: Person, dora: Person, closing: RetentionClass) -> None:
    item = a_project(ended(timezone.localdate() + timedelta(days=30)), by=ana, approved_by=dora)
    kept = keeping_of(item)
    assert kept is not None
    assert not kept.is_over
    assert item not in due_items()


def test_list_and_page_agree_on_the_day_when_it_is_over(
    ana: Person, dora: Person, closing: RetentionClass
) -> None:
    over = a_project(ended(years_ago(YEARS)), by=ana, approved_by=dora)
    almost = a_project(ended(years_ago(YEARS) + timedelta(days=1)), by=ana, approved_by=dora)
    assert list(due_items()) == [over]
    assert [bool(kept and kept.is_over) for kept in map(keeping_of, (over, almost))] == [True, False]


def test_what_counts_is_what_readers_are_told_and_not_the_next_version(
    ana: Person, dora: Person, closing: RetentionClass
) -> None:
    item = a_project({"from": "2001-01-01"}, by=ana, approved_by=dora)
    draft = fresh(item).published
    assert draft is not None
    rewrite(item, by=ana, fields={**draft.fields, "ran": ended(years_ago(50))})
    assert list(due_items()) == []


def test_over_and_withdrawn_it_may_be_proposed(
    ana: Person, dora: Person, odi: Person, city: Unit, closing: RetentionClass
) -> None:
    item = a_project(ended(years_ago(10)), by=ana, approved_by=dora)
    with refused("withdraw it first"):
        propose([item], by=odi, institution=city, reason="Long over.")
    propose([withdrawn(item)], by=odi, institution=city, reason="Long over.")
    assert last_entry(item).act == "Stepped"


def test_a_kind_that_does_not_say_when_a_matter_is_closed_gets_no_such_class(
    ana: Person, dora: Person, closing: RetentionClass
) -> None:
    item = an_article(by=ana)
    with refused("don't say when that is"):
        classify(item, closing, by=dora, reason="It is a contract.")


def test_the_schedule_says_which_kinds_lack_the_day(odi: Person, visit: Visit) -> None:
    a_class("KM.02", by=odi, trigger="closed")
    page = visit(odi).get("/records/").content.decode()
    assert "Kinds that don’t say when their matter is closed" in page
    assert '<li>KM.02 <span class="meta">Article</span></li>' in page


def test_a_page_of_a_kind_that_is_gone_is_kept(
    ana: Person, dora: Person, closing: RetentionClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = a_project(ended(years_ago(10)), by=ana, approved_by=dora)
    monkeypatch.setattr("lubuk.shared.retention.queries.kinds", dict)
    assert keeping_of(item) is None
    assert list(due_items()) == []
