"""However many pages are handed over at once, whoever receives them is told once, and so is whoever gave them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.membership.actions import deactivate, hand_over_own
from lubuk.foundation.membership.handing import hand_over_all
from lubuk.foundation.units.models import Unit
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.notifications.wording import sentence
from tests.cast import Visit, an_article, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

GIVEN = [Event.HANDED_OVER, Event.HANDED_ON]


def told(person: Person) -> list[str]:
    return [sentence(notice) for notice in Notice.objects.filter(person=person, event__in=GIVEN)]


def test_of_a_place_its_new_owner_hears_once_and_so_does_each_former_one(
    ana: Person, ben: Person, cleo: Person, odi: Person, water: Unit
) -> None:
    pages = [an_article(by=by) for by in (ana, ana, ana, ben)]
    hand_over_all(water, cleo, by=odi, reason="They move to the harbour.")
    assert told(cleo) == ["Odi Tirta handed this page and 3 others over to you."]
    assert told(ana) == ["Odi Tirta handed this page and 2 others of yours over to Cleo Tirta."]
    assert told(ben) == ["Odi Tirta handed the page over to Cleo Tirta."]
    assert all(trail_of(page)[-1] == ("odi", "HandedOver") for page in pages)


def test_of_ones_own_each_heir_hears_once_and_oneself_nothing(
    ana: Person, ben: Person, cleo: Person, network: Unit, water: Unit
) -> None:
    for unit in (network, network, water):
        an_article(by=ana, unit=unit)
    hand_over_own({network.pk: ben, water.pk: cleo}, by=ana)
    assert told(ben) == ["Ana Tirta handed this page and 1 other over to you."]
    assert told(cleo) == ["Ana Tirta handed the page over to you."]
    assert told(ana) == []


def test_of_somebody_who_leaves_the_heir_hears_once(ana: Person, ben: Person, adi: Person) -> None:
    for _page in range(3):
        an_article(by=ana)
    deactivate(ana, by=adi, heir=ben)
    assert told(ben) == ["Adi Tirta handed this page and 2 others over to you."]
    assert told(ana) == []


def test_of_one_page_its_former_owner_hears_who_has_it_now(ana: Person, ben: Person, dora: Person) -> None:
    actions.hand_over(an_article(by=ana), ben, by=dora, reason="Ben knows valves.")
    assert told(ana) == ["Dora Tirta handed the page over to Ben Tirta."]
    assert Notice.objects.get(person=ana, event=Event.HANDED_ON).words == "Ben knows valves."


def test_the_notice_leads_to_the_pages_of_whoever_has_them_now(
    ana: Person, ben: Person, odi: Person, visit: Visit
) -> None:
    for _page in range(2):
        an_article(by=ana)
    hand_over_all(ana, ben, by=odi, reason="He knows valves.")
    for person in (ana, ben):
        page = visit(person).get("/notices/").content.decode()
        assert f'<a href="{ben.get_absolute_url()}">Pages of Ben Tirta</a>' in page
        assert page.count("He knows valves.") == 1


def test_who_told_it_and_who_has_it_may_be_gone(ana: Person, ben: Person, dora: Person) -> None:
    actions.hand_over(an_article(by=ana), ben, by=dora)
    Notice.objects.update(to=None, by=None)
    assert told(ana) == ["Somebody handed the page over to a colleague."]


def test_telling_of_many_costs_what_telling_of_one_does(ana: Person, ben: Person, odi: Person) -> None:
    def asked_for_notices(number: int) -> int:
        for _page in range(number):
            an_article(by=ana)
        with CaptureQueriesContext(connection) as seen:
            hand_over_all(ana, ben, by=odi, reason="He knows valves.")
        return sum("notifications_notice" in query["sql"] for query in seen)

    assert asked_for_notices(1) == asked_for_notices(5)
