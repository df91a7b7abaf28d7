"""Handing all of a place or a person over, on the office's page; and what a page shows when its owner has left."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import deactivate
from lubuk.foundation.units.models import Unit
from lubuk.shared.notifications.models import Event, Notice
from tests.cast import Visit, an_article, everything, fresh

pytestmark = pytest.mark.django_db

PLACE, PERSON = "/office/units/water/hand-over/", "/office/people/ana/hand-over/"


@pytest.mark.parametrize("address", [PLACE, PERSON])
def test_what_would_go_is_shown_before_it_goes(
    address: str, ana: Person, cleo: Person, odi: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    browser = visit(odi)
    assert "Articles" in browser.get(address).content.decode()
    before = everything()
    sent = {"to": str(cleo.pk), "reason": "Ana moves."}
    shown = browser.post(address, sent).content.decode()
    assert "This would go to Cleo Tirta, Health." in shown
    assert everything() == before
    browser.post(address, {**sent, "sure": "yes"})
    assert fresh(item).owner == cleo
    assert Notice.objects.filter(person=cleo, event=Event.HANDED_OVER, item=item).exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"reason": "Why not"}, "This field is required"),
        ({"to": "9" * 30, "reason": "Why not"}, "Select a valid choice"),
        ({"to": "cleo", "reason": "Why not"}, "Select a valid choice"),
    ],
)
def test_a_bad_form_hands_nothing_over(
    ana: Person, cleo: Person, odi: Person, visit: Visit, sent: dict[str, str], words: str
) -> None:
    item = an_article(by=ana)
    answer = visit(odi).post(PLACE, {**sent, "sure": "yes"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert fresh(item).owner == ana


def test_the_desk_lists_what_somebody_who_left_still_owns(ana: Person, odi: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    deactivate(ana, by=odi)
    assert item.title in visit(odi).get("/office/items/?show=left").content.decode()


def test_a_page_whose_owner_has_left_names_who_stands_in(
    ana: Person, ben: Person, odi: Person, city: Unit, visit: Visit
) -> None:
    item = an_article(by=ana)
    deactivate(ana, by=odi)
    page = visit(ben).get(item.get_absolute_url()).content.decode()
    assert "Odi Tirta" in page
    assert "KM officer, until somebody is named" in page
    assert "Has left" in page


def test_with_a_steward_above_it_the_steward_is_named_with_the_place(
    ana: Person, ben: Person, dora: Person, odi: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    deactivate(ana, by=odi)
    page = visit(ben).get(item.get_absolute_url()).content.decode()
    assert "Dora Tirta" in page
    assert "until somebody is named" not in page
