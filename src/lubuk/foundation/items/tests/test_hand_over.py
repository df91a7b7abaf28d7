"""Another owner."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from tests.cast import a_draft, an_article, fresh, last_entry, not_allowed, refused, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_new_owner_has_it_and_the_old_one_still_writes(ana: Person, cleo: Person) -> None:
    item = a_draft(by=ana)
    actions.hand_over(item, cleo, by=ana)
    assert fresh(item).owner == cleo
    assert rewrite(item, by=ana, title="Still mine to write").author == ana
    entry = last_entry(item)
    assert (entry.act, entry.from_state, entry.to_state) == ("HandedOver", "ana", "cleo")


@pytest.mark.parametrize("name", ["dora", "odi"])
def test_who_tends_it_hands_on_what_they_see(
    ana: Person, ben: Person, name: str, request: pytest.FixtureRequest
) -> None:
    steward = request.getfixturevalue(name)
    for hidden in (a_draft(by=ana), an_article(by=ana, audience="people")):
        with not_allowed("Its owner or a steward"):
            actions.hand_over(hidden, steward, by=steward)
    item = an_article(by=ana)
    actions.hand_over(item, ben, by=steward)
    assert fresh(item).owner == ben


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia", "adi"])
def test_others_do_not(ana: Person, ben: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = an_article(by=ana, audience="public"), request.getfixturevalue(name)
    with not_allowed():
        actions.hand_over(item, person, by=person)


@pytest.mark.parametrize("name", ["fay", "ed", "gus"])
def test_only_a_colleague_can_own_a_page(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = an_article(by=ana), request.getfixturevalue(name)
    with refused("Only a colleague"):
        actions.hand_over(item, person, by=ana)


def test_who_has_left_gets_nothing(ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    ben.is_active = False
    with refused("Only a colleague"):
        actions.hand_over(item, ben, by=ana)
