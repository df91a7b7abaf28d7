"""Handing over everything one owns, unit by unit."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import deactivate, hand_over_own
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import Visit, a_draft, an_article, fresh, not_allowed, refused

pytestmark = pytest.mark.django_db


def test_everything_goes_where_it_was_said(
    ana: Person, ben: Person, cleo: Person, network: Unit, water: Unit
) -> None:
    here, draft = an_article(by=ana), a_draft(by=ana)
    there = an_article(by=ana, unit=water)
    assert hand_over_own({network.pk: ben, water.pk: cleo}, by=ana) == 3
    assert [fresh(item).owner for item in (here, draft, there)] == [ben, ben, cleo]
    assert Entry.objects.filter(act="HandedOver", actor_id=ana.pk).count() == 3
    assert fresh(here).authors.get().person == ana


def test_what_is_not_named_stays(ana: Person, ben: Person, network: Unit, water: Unit) -> None:
    an_article(by=ana)
    there = an_article(by=ana, unit=water)
    assert hand_over_own({network.pk: ben}, by=ana) == 1
    assert fresh(there).owner == ana


def test_others_pages_stay_with_them(ana: Person, ben: Person, cleo: Person, network: Unit) -> None:
    theirs = an_article(by=ben)
    assert hand_over_own({network.pk: cleo}, by=ana) == 0
    assert fresh(theirs).owner == ben


@pytest.mark.parametrize("name", ["nia", "fay", "ed", "ana"])
def test_only_a_colleague_takes_them(
    ana: Person, network: Unit, name: str, request: pytest.FixtureRequest
) -> None:
    an_article(by=ana)
    heir = request.getfixturevalue(name)
    with refused("not a colleague"):
        hand_over_own({network.pk: heir}, by=ana)


def test_nobody_who_has_left_takes_them(ana: Person, ben: Person, odi: Person, network: Unit) -> None:
    an_article(by=ana)
    deactivate(ben, by=odi)
    ben.refresh_from_db()
    with refused("not a colleague"):
        hand_over_own({network.pk: ben}, by=ana)


def test_a_citizen_has_nothing_to_hand_over(fay: Person, ben: Person, network: Unit) -> None:
    with not_allowed("colleague with a unit"):
        hand_over_own({network.pk: ben}, by=fay)


def test_the_page_shows_who_gets_what_before_it_is_done(
    ana: Person, ben: Person, cleo: Person, network: Unit, water: Unit, visit: Visit
) -> None:
    here, there = an_article(by=ana), an_article(by=ana, unit=water)
    client, said = visit(ana), {"to": "@ben", f"unit_{water.pk}": "cleo"}
    preview = client.post("/hand-over/", said).content.decode()
    assert "Ben Tirta" in preview
    assert "Cleo Tirta" in preview
    assert fresh(here).owner == ana
    client.post("/hand-over/", {**said, "sure": "yes"})
    assert (fresh(here).owner, fresh(there).owner) == (ben, cleo)


@pytest.mark.parametrize("name", ["", "nobody", "nia", "ana", "fay", "\0", "x" * 200])
def test_a_wrong_name_hands_nothing_over_and_is_kept(
    ana: Person, nia: Person, fay: Person, visit: Visit, name: str
) -> None:
    item = an_article(by=ana)
    response = visit(ana).post("/hand-over/", {"to": name, "sure": "yes"})
    assert response.status_code == 422
    assert fresh(item).owner == ana
