"""Random worlds once more: alerts name what a plain truth says at that moment, letters what it says when they go."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.savedsearches.actions import keep
from lubuk.shared.savedsearches.alerting import look
from lubuk.shared.savedsearches.letters import send
from lubuk.shared.savedsearches.models import Alert, Find
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.rebuild import rebuild
from tests.truth import Truth
from tests.worlds import NUMBERS, a_world, gone_afterwards, worlds

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@worlds(2)
@given(number=NUMBERS, steps=st.integers(15, 30))
def test_alerts_and_letters_name_what_their_reader_may_see_then(
    an_index: Engine, number: int, steps: int
) -> None:
    with gone_afterwards():
        world = a_world(number, 0)
        rebuild(an_index)
        people = list(Person.objects.filter(is_active=True))
        since = timezone.now()
        for place, person in enumerate(people):
            alert = Alert.DAILY if place % 2 else Alert.NOTICE
            keep("q=mud", by=person, name="Mud", alert=alert)
        for _n in range(steps):
            world.step()
        while catch_up() or look():
            pass
        truth = Truth()
        for person in Person.objects.filter(is_active=True, pk__in=[one.pk for one in people]):
            assert_finds_are_true(truth, person, since)
        for _n in range(steps):
            world.step()
        truth = Truth()
        for person in Person.objects.all():
            assert_letter_is_true(truth, person)


def assert_finds_are_true(truth: Truth, person: Person, since: datetime) -> None:
    seen = {item.pk: item for item in truth.items if is_read(truth, person, item)}
    found = set(Find.objects.filter(search__person=person).values_list("item", flat=True))
    assert found <= seen.keys(), person
    new = {pk for pk, item in seen.items() if is_new(item, person, since)}
    assert new <= found, person
    named = Notice.objects.filter(person=person, event=Event.FOUND).values_list("item", flat=True)
    assert set(named) <= found, person


def is_read(truth: Truth, person: Person, item: Item) -> bool:
    return item.phase == "published" and truth.may_see(person, item)


def is_new(item: Item, person: Person, since: datetime) -> bool:
    text = item.published
    if text is None or text.published_at is None or person.pk in {text.author_id, text.published_by_id}:
        return False
    return text.published_at >= since


def assert_letter_is_true(truth: Truth, person: Person) -> None:
    mail.outbox.clear()
    if not send(person):
        return
    titles = set(re.findall(r"^- (Mud \d+)$", str(mail.outbox[0].body), re.MULTILINE))
    assert titles
    assert person.is_active
    assert titles <= {item.title for item in truth.items if is_read(truth, person, item)}, person
