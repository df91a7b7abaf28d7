"""Saying that one has read a version."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.sections.models import Section
from lubuk.shared.duties.actions import acknowledge
from tests.cast import a_procedure, a_step, an_article, fresh, not_allowed, rewrite, through_review, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_reader_says_so_once_for_each_version(ana: Person, dora: Person, cleo: Person) -> None:
    item = a_procedure(by=ana, approved_by=dora)
    for _time in range(2):
        acknowledge(item, by=cleo)
    assert item.acknowledgements.count() == 1
    assert [act for who, act in trail_of(item) if who == "cleo"] == ["Acknowledged"]
    rewrite(item, by=ana, title="Next")
    through_review(fresh(item), dora)
    acknowledge(item, by=cleo)
    assert item.acknowledgements.count() == 2


@pytest.mark.parametrize("name", ["ed", "gus", "fay", "nia"])
def test_only_colleagues_who_may_see_it_are_asked(
    ana: Person, dora: Person, shelf: Section, name: str, request: pytest.FixtureRequest
) -> None:
    item, person = a_procedure(by=ana, approved_by=dora, section=shelf), request.getfixturevalue(name)
    with not_allowed("doesn't ask to be acknowledged"):
        acknowledge(item, by=person)


def test_a_kind_that_does_not_offer_it_does_not_ask(ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    with not_allowed("doesn't ask"):
        acknowledge(item, by=ben)


def test_what_is_not_published_is_not_acknowledged(ana: Person, dora: Person) -> None:
    item = a_procedure(by=ana, approved_by=dora)
    actions.take_step(item, a_step(item, "withdraw"), by=ana, reason="Old.")
    with not_allowed("doesn't ask"):
        acknowledge(item, by=ana)
