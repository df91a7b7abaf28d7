"""A schedule, and items whose time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.actions import place_hold, put_on_hold, set_class
from lubuk.shared.retention.models import Hold, RetentionClass
from tests.cast import a_step, an_article, fresh


def a_class(code: str = "KM.02", *, by: Person, **more: Any) -> RetentionClass:
    """KM.02 is the class of articles."""
    values: dict[str, Any] = {
        "labels": {"en": "Articles and notes", "id": "Artikel dan catatan"},
        "active_years": 1,
        "inactive_years": 2,
        "trigger": "withdrawn",
        "final_act": "destroy",
        "legal_basis": "Schedule 2026",
    }
    return set_class(code, by=by, **values | more)


def withdrawn(item: Item) -> Item:
    actions.take_step(item, a_step(item, "withdraw"), by=item.owner, reason="Old.")
    return fresh(item)


def later(monkeypatch: Any, years: int) -> None:
    """The clock goes on: who acts from here on does so `years` years and a day from now."""
    moment = timezone.now() + timedelta(days=366 * years + 1)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def an_old_article(monkeypatch: Any, *, by: Person, **more: Any) -> Item:
    """Withdrawn four years ago."""
    item = withdrawn(an_article(by=by, **more))
    later(monkeypatch, 4)
    return item


def a_hold(institution: Unit, *items: Item, by: Person, name: str = "Case 12/2026") -> Hold:
    hold = place_hold(name, by=by, institution=institution, reason="The court asked for it.")
    put_on_hold(hold, items, by=by)
    return hold


def acts_about(word: str) -> list[str]:
    return list(Entry.objects.filter(about__startswith=word).order_by("pk").values_list("act", flat=True))
