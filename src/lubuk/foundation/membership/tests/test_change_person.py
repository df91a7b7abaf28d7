"""Another unit, another post."""

from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import change_person
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import not_allowed


def test_a_colleague_moves_to_another_unit(odi: Person, ana: Person, network: Unit, health: Unit) -> None:
    change_person(ana, by=odi, unit=health, post="Nurse")
    ana.refresh_from_db()
    assert (ana.unit, ana.post) == (health, "Nurse")
    moved = Entry.objects.get(act="PersonMoved")
    assert (moved.about, moved.from_state, moved.to_state) == (
        f"person {ana.pk}", f"unit {network.pk}", f"unit {health.pk}",
    )  # fmt: skip
    assert Entry.objects.get(act="PersonChanged").to_state == "post"


def test_nothing_changed_leaves_no_trace(odi: Person, ana: Person, network: Unit) -> None:
    entries = Entry.objects.count()
    change_person(ana, by=odi, unit=network, name=ana.name)
    assert Entry.objects.count() == entries


def test_an_officer_sends_nobody_to_another_institution(odi: Person, ana: Person, harbour: Unit) -> None:
    with not_allowed():
        change_person(ana, by=odi, unit=harbour)


def test_an_officer_fetches_nobody_from_another_institution(odi: Person, nia: Person, water: Unit) -> None:
    with not_allowed():
        change_person(nia, by=odi, unit=water)


def test_an_officer_changes_no_administrator(odi: Person, adi: Person, water: Unit) -> None:
    with not_allowed("Only an administrator"):
        change_person(adi, by=odi, unit=water)


def test_an_officer_changes_no_officer_of_more(
    odi: Person, ana: Person, harbour: Unit, network: Unit
) -> None:
    give_role(ana, "km_officer", by=None, unit=harbour)
    with not_allowed("Only an administrator"):
        change_person(ana, by=odi, unit=network, post="Other")


def test_an_address_is_corrected_before_the_first_sign_in(odi: Person, ana: Person, network: Unit) -> None:
    change_person(ana, by=odi, unit=network, email="ana.tirta@aruna.example")
    ana.refresh_from_db()
    assert ana.email == "ana.tirta@aruna.example"


def test_afterwards_the_address_is_the_persons_own(odi: Person, ana: Person, network: Unit) -> None:
    ana.last_login = timezone.now()
    ana.save(update_fields=["last_login"])
    with not_allowed("Only the person"):
        change_person(ana, by=odi, unit=network, email="odi@aruna.example")


def test_a_manager_changes_nobody(mia: Person, ana: Person, health: Unit) -> None:
    with not_allowed():
        change_person(ana, by=mia, unit=health)
