"""Saying that an item is still correct."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.dates import months_from_today
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, a_guide, an_article, fresh, last_entry, not_allowed

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize("name", ["ana", "dora", "odi"])
def test_owner_and_stewards_say_so_and_the_date_moves_on(
    ana: Person, dora: Person, name: str, request: pytest.FixtureRequest
) -> None:
    item, person = a_guide(by=ana, approved_by=dora), request.getfixturevalue(name)
    make_overdue(item)
    assert fresh(item).trust == "overdue"
    actions.confirm(item, by=person)
    assert fresh(item).check_by == months_from_today(12)
    assert (last_entry(item).act, last_entry(item).actor_id) == ("Confirmed", person.pk)


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia", "adi"])
def test_others_do_not(ana: Person, dora: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = a_guide(by=ana, approved_by=dora, audience="public"), request.getfixturevalue(name)
    with not_allowed("still correct"):
        actions.confirm(item, by=person)


def test_what_is_never_checked_or_not_published_is_not_confirmed(ana: Person, dora: Person) -> None:
    for item in (an_article(by=ana), a_draft(by=ana)):
        with not_allowed():
            actions.confirm(item, by=ana)


def test_a_steward_confirms_nothing_that_is_for_named_people(ana: Person, dora: Person) -> None:
    item = an_article(by=ana)
    actions.endorse(item, by=dora)
    actions.change_audience(item, "people", by=ana)
    with not_allowed():
        actions.confirm(item, by=dora)


def make_overdue(item: Item) -> None:
    """Time passes: no act of anybody's."""
    Item.objects.filter(pk=item.pk).update(check_by=timezone.localdate() - timedelta(days=3))
