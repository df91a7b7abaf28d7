"""A review that nobody takes up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.notifications.reminding import remind
from tests.cast import Visit, a_draft, a_step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)


@pytest.fixture
def policy(ana: Person, dora: Person, odi: Person) -> Item:
    fields: dict[str, Any] = {"purpose": "Nobody drowns.", "in_force_from": "2026-12-01"}
    item = a_draft(by=ana, kind="policy", title="Kwzx", fields=fields)
    actions.take_step(item, a_step(item, "submit"), by=ana)
    return item


def reminded() -> list[str]:
    return sorted(n.person.username for n in Notice.objects.filter(event=Event.REVIEW_WAITS))


def test_nobody_is_reminded_of_what_was_sent_yesterday(policy: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    days_later(monkeypatch, 1)
    assert remind() == 0


def test_after_a_week_those_who_look_after_it_are_reminded_once(
    policy: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_later(monkeypatch, 8)
    remind()
    remind()
    assert reminded() == ["dora", "odi"]


def test_after_another_week_they_are_reminded_again(policy: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    days_later(monkeypatch, 8)
    remind()
    days_later(monkeypatch, 8)
    remind()
    assert reminded() == ["dora", "dora", "odi", "odi"]


def test_an_act_begins_the_week_anew(policy: Item, dora: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    days_later(monkeypatch, 6)
    actions.take_step(policy, a_step(policy, "approve"), by=dora)
    days_later(monkeypatch, 2)
    assert remind() == 0


def test_the_first_page_says_how_long_it_has_waited(
    policy: Item, dora: Person, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Waiting for 0 day" not in visit(dora).get("/").content.decode()
    days_later(monkeypatch, 8)
    assert "Waiting for 8 days." in visit(dora).get("/").content.decode()
