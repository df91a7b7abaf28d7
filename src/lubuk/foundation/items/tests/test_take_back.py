"""Taking back that an item is still correct, or official."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Endorsement
from tests.cast import (
    a_guide,
    an_article,
    fresh,
    last_entry,
    not_allowed,
    refused,
    rewrite,
    through_review,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_date_before_counts_again(ana: Person, dora: Person) -> None:
    item = a_guide(by=ana, approved_by=dora)
    before = item.check_by
    said = actions.confirm(item, by=dora)
    actions.take_back(said, by=dora)
    assert fresh(item).check_by == before
    assert last_entry(item).act == "ConfirmationTakenBack"


def test_a_page_is_no_longer_official_when_that_is_taken_back(ana: Person, dora: Person) -> None:
    item = an_article(by=ana)
    actions.take_back(actions.endorse(item, by=dora), by=dora)
    assert (fresh(item).trust, fresh(item).check_by) == ("peer", None)


def test_taking_back_the_word_on_a_new_version_keeps_the_date(ana: Person, dora: Person) -> None:
    item = an_article(by=ana)
    actions.endorse(item, by=dora)
    rewrite(item, by=ana, title="Next")
    through_review(fresh(item), dora)
    date = fresh(item).check_by
    actions.take_back(item.endorsements.latest("at"), by=dora)
    assert (fresh(item).check_by, fresh(item).endorsed_at is None) == (date, False)


@pytest.mark.parametrize("name", ["ana", "odi", "adi", "nia"])
def test_only_who_said_it_takes_it_back(
    ana: Person, dora: Person, name: str, request: pytest.FixtureRequest
) -> None:
    item, person = a_guide(by=ana, approved_by=dora), request.getfixturevalue(name)
    said = actions.confirm(item, by=dora)
    with not_allowed("Only who said it"):
        actions.take_back(said, by=person)


def test_once_and_only_the_last_word(ana: Person, dora: Person) -> None:
    item = a_guide(by=ana, approved_by=dora)
    first = actions.confirm(item, by=dora)
    second = actions.confirm(item, by=ana)
    with refused("Somebody has checked this page since"):
        actions.take_back(first, by=dora)
    actions.take_back(second, by=ana)
    with not_allowed("only once"):
        actions.take_back(Endorsement.objects.get(pk=second.pk), by=ana)
