"""The worker's round: what it pairs, what it leaves, and that it ends."""

from datetime import timedelta

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.shared.likeness.actions import tell_apart
from lubuk.shared.likeness.models import Pair
from lubuk.shared.likeness.pairing import compare_some
from lubuk.shared.likeness.tests.makers import BODY, compared, twins
from lubuk.shared.search.outbox import catch_up
from tests.cast import an_article, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("an_index")]


def pairs() -> list[tuple[int, int]]:
    return list(Pair.objects.values_list("first_id", "second_id"))


def test_two_that_say_the_same_are_paired_once(ana: Person, cleo: Person) -> None:
    first, second = twins(ana, cleo)
    assert compared() == 2
    assert pairs() == [(first.pk, second.pk)]


def test_what_was_compared_is_not_looked_at_again_until_its_text_changes(ana: Person, cleo: Person) -> None:
    first, _second = twins(ana, cleo)
    compared()
    assert compared() == 0
    rewrite(first, by=ana, body="<p>Nothing of this holds any more; ask the network division.</p>")
    actions.publish(first, by=ana)
    catch_up()
    assert compared() == 1
    assert pairs() == []


def test_what_was_just_published_waits_until_the_index_knows_its_twin(ana: Person, cleo: Person) -> None:
    twins(ana, cleo)
    assert compare_some() == 0


def test_what_was_told_apart_stays_apart(ana: Person, cleo: Person, odi: Person) -> None:
    first, _second = twins(ana, cleo)
    compared()
    tell_apart(Pair.objects.get(), by=odi)
    rewrite(first, by=ana, body=BODY.replace("gasket", "seal"))
    actions.publish(first, by=ana)
    catch_up()
    compared()
    assert Pair.objects.count() == 1
    assert not Pair.objects.unsettled().exists()


def test_what_is_for_named_people_is_paired_with_nothing(ana: Person, cleo: Person) -> None:
    twins(ana, cleo, audience="people", readers=[ana])
    compared()
    assert pairs() == []


def test_a_round_is_bounded(ana: Person) -> None:
    for number in range(4):
        an_article(by=ana, title=f"Well {number}", body=f"<p>{number} {BODY}</p>")
    catch_up()
    assert [compare_some(3, since=timedelta(0)) for _round in range(3)] == [3, 1, 0]
