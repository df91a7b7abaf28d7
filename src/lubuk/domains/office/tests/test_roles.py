"""Giving and taking roles from the page."""

from lubuk.domains.office.tests.makers import reading, text_of
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import Visit


def test_an_officer_makes_a_steward(odi: Person, ana: Person, water: Unit, visit: Visit) -> None:
    said = {"name": "steward", "place": f"unit {water.pk}", "until": ""}
    response = visit(odi).post("/office/people/ana/roles/", said, follow=True)
    assert "Steward: Water" in text_of(response)
    role = Role.objects.get(person=ana)
    assert (role.name, role.unit, role.given_by) == ("steward", water, odi)


def test_giving_and_taking_are_on_the_trail(odi: Person, ana: Person, water: Unit, visit: Visit) -> None:
    client = visit(odi)
    said = {"name": "steward", "place": f"unit {water.pk}", "until": "2030-01-31"}
    client.post("/office/people/ana/roles/", said)
    client.post(f"/office/people/ana/roles/{Role.objects.get(person=ana).pk}/take/")
    entries = Entry.objects.filter(about=f"person {ana.pk}")
    words = f"steward, unit {water.pk}, until 2030-01-31"
    assert [(entry.act, entry.to_state) for entry in entries] == [("RoleGiven", words), ("RoleTaken", words)]
    assert not Role.objects.filter(person=ana).exists()


def test_a_guest_is_let_in_until_a_day(odi: Person, ed: Person, shelf: Section, visit: Visit) -> None:
    Role.objects.filter(person=ed).update(until="2020-01-01")
    visit(odi).post(
        "/office/people/ed/roles/", {"name": "guest", "place": f"section {shelf.pk}", "until": "2030-01-31"}
    )
    assert str(Role.objects.in_force().get(person=ed).until) == "2030-01-31"


def test_a_role_without_its_place_is_refused_in_words(odi: Person, ana: Person, visit: Visit) -> None:
    response = visit(odi).post("/office/people/ana/roles/", {"name": "manager", "place": "", "until": ""})
    assert response.status_code == 422
    assert not Role.objects.filter(person=ana).exists()
    assert "thing needs another look" in text_of(response)


def test_an_officer_is_not_offered_what_only_an_administrator_gives(
    odi: Person, adi: Person, ana: Person, harbour: Unit, leaks: Subject, visit: Visit
) -> None:
    page = reading(visit(odi), "/office/people/ana/roles/")
    assert "Administrator: runs" not in page
    assert "Harbour authority" not in page
    assert "Administrator: runs" in reading(visit(adi), "/office/people/ana/roles/")
    visit(odi).post("/office/people/ana/roles/", {"name": "administrator", "place": "", "until": ""})
    visit(odi).post(
        "/office/people/ana/roles/", {"name": "manager", "place": f"unit {harbour.pk}", "until": ""}
    )
    assert not Role.objects.filter(person=ana).exists()


def test_a_km_officer_is_given_a_whole_institution(
    adi: Person, ana: Person, water: Unit, city: Unit, visit: Visit
) -> None:
    client = visit(adi)
    response = client.post(
        "/office/people/ana/roles/", {"name": "km_officer", "place": f"unit {water.pk}", "until": ""}
    )
    assert "serves a whole institution" in text_of(response)
    client.post("/office/people/ana/roles/", {"name": "km_officer", "place": f"unit {city.pk}", "until": ""})
    assert Role.objects.get(person=ana).unit == city


def test_the_last_administrator_keeps_the_role(adi: Person, visit: Visit) -> None:
    role = Role.objects.get(person=adi)
    response = visit(adi).post(f"/office/people/adi/roles/{role.pk}/take/", follow=True)
    assert "last administrator" in text_of(response)
    assert Role.objects.filter(pk=role.pk).exists()


def test_an_officer_takes_no_administrators_role(odi: Person, adi: Person, visit: Visit) -> None:
    role = Role.objects.get(person=adi)
    assert visit(odi).post(f"/office/people/adi/roles/{role.pk}/take/").status_code == 403
    assert Role.objects.filter(pk=role.pk).exists()
