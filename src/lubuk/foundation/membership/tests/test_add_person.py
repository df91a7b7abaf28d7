"""A new colleague, or a guest from outside."""

from datetime import timedelta

from django.utils import timezone

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import add_person
from lubuk.foundation.places.actions import close
from lubuk.foundation.sections.models import Section
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import not_allowed, refused


def test_an_officer_adds_a_colleague_who_has_no_password_yet(odi: Person, water: Unit) -> None:
    made = add_person(
        by=odi, name="Made Surya", email="made@aruna.example", unit=water, post="Foreman", language="id"
    )
    made.refresh_from_db()
    assert (made.username, made.unit, made.post, made.language) == ("made.surya", water, "Foreman", "id")
    assert not made.has_usable_password()


def test_the_trail_tells_who_was_added_where(odi: Person, water: Unit) -> None:
    made = add_person(by=odi, name="Made Surya", unit=water)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.about, entry.to_state) == (
        "PersonAdded",
        f"person {made.pk}",
        f"unit {water.pk}",
    )


def test_people_of_one_name_get_a_number(odi: Person, water: Unit) -> None:
    names = [add_person(by=odi, name="Made Surya", unit=water).username for _time in range(3)]
    assert names == ["made.surya", "made.surya2", "made.surya3"]


def test_somebody_elses_address_or_user_name_is_refused(odi: Person, ana: Person, water: Unit) -> None:
    with refused("e-mail address already"):
        add_person(by=odi, name="Another", email="ANA@aruna.example", unit=water)
    with refused("user name already"):
        add_person(by=odi, name="Another", username="ana", unit=water)


def test_a_guest_from_outside_is_let_into_one_section(odi: Person, shelf: Section) -> None:
    until = timezone.localdate() + timedelta(days=30)
    guest = add_person(by=odi, name="Wati Luar", section=shelf, until=until)
    role = Role.objects.get(person=guest)
    assert (role.name, role.section, role.until) == (RoleName.GUEST, shelf, until)
    assert guest.unit is None


def test_an_officer_adds_nobody_elsewhere_and_nobody_without_a_place(odi: Person, harbour: Unit) -> None:
    with not_allowed():
        add_person(by=odi, name="Spy", unit=harbour)
    with not_allowed():
        add_person(by=odi, name="Nobody's")


def test_a_steward_adds_nobody(dora: Person, water: Unit) -> None:
    with not_allowed():
        add_person(by=dora, name="Friend", unit=water)


def test_nobody_joins_a_closed_unit(odi: Person, health: Unit) -> None:
    close(health, by=odi)
    with refused("is closed"):
        add_person(by=odi, name="Late", unit=health)
