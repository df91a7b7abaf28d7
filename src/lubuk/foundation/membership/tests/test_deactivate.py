"""Leaving, with the work handed over, and coming back."""

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.membership.actions import deactivate
from lubuk.foundation.trail.models import Entry
from tests.cast import a_draft, an_article, fresh, not_allowed, refused


def test_who_has_left_stands_nowhere_and_the_pages_stay(odi: Person, ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    deactivate(ana, by=odi)
    assert not standing(Person.objects.get(pk=ana.pk)).is_signed_in
    assert fresh(item).owner == ana
    assert item in Item.objects.visible_to(ben)


def test_everything_goes_to_a_colleague_in_one_act(odi: Person, ana: Person, cleo: Person) -> None:
    items = [an_article(by=ana), a_draft(by=ana), an_article(by=ana, audience="people", readers=[])]
    assert deactivate(ana, by=odi, heir=cleo) == 3
    assert {fresh(item).owner for item in items} == {cleo}
    assert Entry.objects.filter(act="HandedOver", actor_id=odi.pk).count() == 3


def test_if_one_page_cannot_go_none_does_and_nobody_leaves(odi: Person, ana: Person, ed: Person) -> None:
    an_article(by=ana)
    with refused("colleague with a unit"):
        deactivate(ana, by=odi, heir=ed)


def test_nobody_closes_their_own_account(odi: Person) -> None:
    with refused("your own account"):
        deactivate(odi, by=odi)


def test_the_last_administrator_stays(adi: Person, odi: Person) -> None:
    with not_allowed():
        deactivate(adi, by=odi)


def test_a_colleague_deactivates_nobody(dora: Person, ana: Person) -> None:
    with not_allowed():
        deactivate(ana, by=dora)
