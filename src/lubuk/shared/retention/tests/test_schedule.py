"""The retention schedule: who keeps it, what it refuses, and what it says of an item."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.dates import months_after
from lubuk.shared.retention.actions import classify, close_class, set_class
from lubuk.shared.retention.models import RetentionClass
from lubuk.shared.retention.queries import due_items, keeping_of, unknown_codes
from lubuk.shared.retention.tests.makers import a_class, acts_about, an_old_article, withdrawn
from tests.cast import a_draft, a_step, an_article, fresh, last_entry, not_allowed, refused

pytestmark = pytest.mark.django_db


def in_years(years: int) -> date:
    return months_after(timezone.localdate(), 12 * years)


def test_an_officer_keeps_the_schedule_and_the_trail_tells(odi: Person) -> None:
    a_class(by=odi)
    a_class(by=odi, active_years=2)
    assert RetentionClass.objects.get().years == 4
    assert acts_about("class KM.02") == ["ScheduleChanged", "ScheduleChanged"]


def test_saying_the_same_again_is_no_act(odi: Person) -> None:
    a_class(by=odi)
    a_class(by=odi)
    assert acts_about("class KM.02") == ["ScheduleChanged"]


@pytest.mark.parametrize("name", ["ana", "dora", "mia", "ed", "fay", "nia"])
def test_others_do_not_keep_it(name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    with not_allowed("KM officer"):
        a_class(by=person)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "K M"}, "Write the code"),
        ({"code": ""}, "Write the code"),
        ({"code": "x" * 31}, "Write the code"),
        ({"labels": {"id": "Artikel"}}, "give the class a name"),
        ({"labels": {"en": "x" * 161}}, "shorten"),
        ({"active_years": -1}, "0 to 99"),
        ({"inactive_years": 100}, "0 to 99"),
        ({"trigger": "burnt"}, "from when it counts"),
        ({"final_act": "burn"}, "from when it counts"),
        ({"legal_basis": "  "}, "the rule"),
    ],
)
def test_nonsense_is_refused(odi: Person, wrong: dict[str, Any], words: str) -> None:
    with refused(words):
        a_class(by=odi, **wrong)


def test_an_article_is_kept_as_its_kind_says_from_its_withdrawal(ana: Person, odi: Person) -> None:
    a_class(by=odi)
    item = an_article(by=ana)
    kept = keeping_of(item)
    assert kept is not None
    assert kept.until is None
    kept = keeping_of(withdrawn(item))
    assert kept is not None
    assert kept.until == in_years(3)


def test_another_class_counts_from_the_last_version(ana: Person, dora: Person, odi: Person) -> None:
    item = an_article(by=ana)
    classify(item, a_class("X.1", by=odi, trigger="changed"), by=dora, reason="It is a contract.")
    kept = keeping_of(fresh(item))
    assert kept is not None
    assert (kept.until, kept.reason) == (in_years(3), "It is a contract.")
    assert (last_entry(item).act, last_entry(item).to_state) == ("Classified", "X.1")


def test_an_item_returns_to_the_class_of_its_kind(ana: Person, dora: Person, odi: Person) -> None:
    item, of_kind = an_article(by=ana), a_class(by=odi)
    classify(item, a_class("X.1", by=odi), by=dora, reason="A contract.")
    classify(item, None, by=dora)
    kept = keeping_of(fresh(item))
    assert kept is not None
    assert kept.retention_class == of_kind


def test_a_reason_is_asked_and_a_closed_class_given_to_nobody(ana: Person, dora: Person, odi: Person) -> None:
    item, other = an_article(by=ana), a_class("X.1", by=odi)
    with refused("Write in a sentence"):
        classify(item, other, by=dora, reason=" \0 ")
    close_class(other, by=odi)
    with refused("is closed"):
        classify(item, other, by=dora, reason="A contract.")


@pytest.mark.parametrize("name", ["ana", "ben", "cleo", "mia", "ed", "fay", "nia"])
def test_only_who_tends_an_item_says_how_long_it_is_kept(
    name: str, ana: Person, odi: Person, request: pytest.FixtureRequest
) -> None:
    item, other = an_article(by=ana), a_class("X.1", by=odi)
    person = request.getfixturevalue(name)
    with not_allowed("steward"):
        classify(item, other, by=person, reason="Because.")


def test_a_draft_is_no_record(ana: Person, odi: Person) -> None:
    a_class(by=odi)
    assert keeping_of(a_draft(by=ana)) is None


def test_what_is_over_is_due_and_nothing_else(
    ana: Person, odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi)
    still_read, a_draft_of_hers = an_article(by=ana), a_draft(by=ana)
    old = an_old_article(monkeypatch, by=ana)
    just_withdrawn = withdrawn(an_article(by=ana))
    assert list(due_items()) == [old]
    assert {still_read, a_draft_of_hers, just_withdrawn}.isdisjoint(due_items())


def test_published_again_its_time_is_not_over(
    ana: Person, odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi)
    old = an_old_article(monkeypatch, by=ana)
    actions.take_step(old, a_step(old, "publish-again"), by=ana)
    assert not due_items().exists()


def test_what_is_kept_permanently_is_never_due(
    ana: Person, odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi, final_act="keep")
    an_old_article(monkeypatch, by=ana)
    assert not due_items().exists()


def test_codes_of_packs_that_the_schedule_lacks_are_named(odi: Person) -> None:
    a_class(by=odi)
    assert unknown_codes()["KM.03"] == ["News"]
    assert "KM.02" not in unknown_codes()


def test_due_dates_agree_with_the_items_page(
    ana: Person, odi: Person, dora: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is asked of the database, the other in Python: on the last day both say the same."""
    items = [an_article(by=ana) for _ in range(2)]
    classify(items[0], a_class("X.1", by=odi, trigger="published"), by=dora, reason="Test.")
    set_class(
        "X.2", by=odi, labels={"en": "Other"}, active_years=0, inactive_years=0, trigger="changed",
        final_act="review", legal_basis="Schedule",
    )  # fmt: skip
    classify(items[1], RetentionClass.objects.get(code="X.2"), by=dora, reason="Test.")
    for day in (timezone.localdate(), months_after(timezone.localdate(), 35), in_years(3)):
        monkeypatch.setattr(timezone, "localdate", lambda value=None, day=day: value.date() if value else day)
        over = {item for item in items if (kept := keeping_of(fresh(item))) and kept.is_over}
        assert set(due_items(day)) == over
