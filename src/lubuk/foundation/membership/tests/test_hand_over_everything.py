"""What somebody who has left owned goes to a colleague."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.membership.actions import deactivate, hand_over_everything
from lubuk.foundation.units.models import Unit
from tests.cast import a_draft, an_article, not_allowed, refused


def test_who_has_not_left_keeps_everything(odi: Person, ana: Person, ben: Person) -> None:
    a_draft(by=ana)
    with refused("Deactivate the account first"):
        hand_over_everything(ana, ben, by=odi)


def test_pages_in_another_institution_are_its_officers_affair(
    odi: Person, adi: Person, ana: Person, ben: Person, harbour: Unit
) -> None:
    item = an_article(by=ana)
    Item.objects.filter(pk=item.pk).update(unit=harbour)
    assert deactivate(ana, by=odi, heir=ben) == 0
    assert hand_over_everything(ana, ben, by=adi) == 1


def test_nothing_is_handed_to_another_institution(odi: Person, ana: Person, nia: Person) -> None:
    an_article(by=ana)
    with not_allowed():
        deactivate(ana, by=odi, heir=nia)
