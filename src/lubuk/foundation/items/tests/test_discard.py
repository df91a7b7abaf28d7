"""Throwing a draft away."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.trail.models import Entry
from tests.cast import a_draft, a_step, an_article, fresh, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_its_owner_throws_a_draft_away(ana: Person) -> None:
    item = a_draft(by=ana)
    number = item.pk
    actions.discard(item, by=ana)
    assert not Item.objects.exists()
    assert not Version.objects.exists()
    assert Entry.objects.filter(item_id=number).latest("id").act == "Discarded"


def test_what_was_once_published_stays(ana: Person) -> None:
    item = an_article(by=ana)
    with not_allowed("never published"):
        actions.discard(item, by=ana)
    actions.take_step(item, a_step(item, "withdraw"), by=ana, reason="Old.")
    with not_allowed("never published"):
        actions.discard(item, by=ana)


@pytest.mark.parametrize("name", ["ben", "cleo", "dora", "mia", "odi", "adi", "fay", "nia"])
def test_others_do_not(ana: Person, ben: Person, name: str, request: pytest.FixtureRequest) -> None:
    item = a_draft(by=ana)
    actions.name_authors(item, [ben], by=ana)
    person = request.getfixturevalue(name)
    with not_allowed("by its owner"):
        actions.discard(item, by=person)


def test_a_draft_that_was_published_meanwhile_is_not_thrown_away(ana: Person) -> None:
    item = a_draft(by=ana)
    stale = fresh(item)
    actions.publish(item, by=ana)
    with not_allowed("never published"):
        actions.discard(stale, by=ana)


def test_twice_is_once(ana: Person) -> None:
    item = a_draft(by=ana)
    stale = fresh(item)
    actions.discard(item, by=ana)
    with refused("thrown away in the meantime"):
        actions.discard(stale, by=ana)
