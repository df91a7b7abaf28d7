"""The link with which somebody chooses their first password."""

from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import add_person, invite
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import a_person, not_allowed


def test_an_invitation_is_on_the_trail(odi: Person, water: Unit) -> None:
    made = add_person(by=odi, name="Made Surya", unit=water)
    invite(made, by=odi)
    assert Entry.objects.latest("id").act == "Invited"


def test_an_officer_opens_no_account_that_is_in_use(odi: Person, adi: Person, ana: Person) -> None:
    ana.last_login = timezone.now()
    ana.save(update_fields=["last_login"])
    with not_allowed("signed in already"):
        invite(ana, by=odi)
    invite(ana, by=adi)


def test_an_officer_opens_no_administrators_account(odi: Person, adi: Person) -> None:
    with not_allowed():
        invite(adi, by=odi)


def test_an_officer_invites_nobody_of_another_institution(odi: Person, nia: Person) -> None:
    with not_allowed():
        invite(nia, by=odi)


def test_nobody_invites_who_has_left(odi: Person, water: Unit) -> None:
    gone = a_person("gone", water, is_active=False)
    with not_allowed():
        invite(gone, by=odi)
