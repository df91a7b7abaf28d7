"""The register of people, a new one, and the link that is shown once."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.office.tasks import send_invitation
from lubuk.domains.office.tests.makers import reading, text_of
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import add_person
from lubuk.foundation.sections.models import Section
from lubuk.foundation.units.models import Unit
from tests.cast import Visit, a_person, an_article, fresh

PASSWORD = "a-river-of-valves"


def link_in(page: str) -> str | None:
    found = re.search(r"http://testserver(/account/password/reset/key/[^\"\s]+)", page)
    return found[1] if found else None


def a_new_person(client: Client, **said: object) -> str:
    """The page that adding somebody leads to."""
    answers = {"name": "Made Surya", "email": "made@aruna.example", "language": "en", **said}
    response = client.post("/office/add/person/", answers, follow=True)
    assert response.status_code == 200, text_of(response)
    return response.content.decode()


def test_the_register_finds_by_name_unit_and_role(
    odi: Person, ana: Person, cleo: Person, dora: Person, visit: Visit
) -> None:
    client = visit(odi)
    assert "Ana Tirta" in reading(client, "/office/people/?q=ana+tir")
    in_water = reading(client, "/office/people/?unit=water")
    assert "Ana Tirta" in in_water
    assert "Cleo Tirta" not in in_water
    stewards = reading(client, "/office/people/?role=steward")
    assert "Dora Tirta" in stewards
    assert "Ana Tirta" not in stewards


def test_guests_are_in_the_register_of_the_institution_that_let_them_in(
    odi: Person, ed: Person, visit: Visit
) -> None:
    assert "Ed Tirta" in reading(visit(odi), "/office/people/")


def test_more_people_cost_no_more_queries(
    odi: Person,
    ana: Person,
    network: Unit,
    visit: Visit,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = visit(odi)
    with django_assert_max_num_queries(20) as few:
        client.get("/office/people/")
    for number in range(12):
        a_person(f"colleague{number}", network)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/office/people/")


def test_a_new_colleague_chooses_a_password_with_the_link(odi: Person, water: Unit, visit: Visit) -> None:
    link = link_in(a_new_person(visit(odi), unit=water.pk))
    assert link
    client = Client()
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert Person.objects.get(username="made.surya").check_password(PASSWORD)
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_the_link_is_shown_once(odi: Person, water: Unit, visit: Visit) -> None:
    client = visit(odi)
    assert link_in(a_new_person(client, unit=water.pk))
    assert link_in(client.get("/office/people/made.surya/").content.decode()) is None
    again = client.post("/office/people/made.surya/invite/", follow=True)
    assert link_in(again.content.decode())


def test_the_link_goes_by_mail_in_the_persons_language(odi: Person, water: Unit) -> None:
    made = add_person(by=odi, name="Made Surya", email="made@aruna.example", unit=water)
    send_invitation.func(made.pk)
    letter = mail.outbox[-1]
    assert letter.to == ["made@aruna.example"]
    assert letter.subject == "Your account at City of Aruna"
    assert "/account/password/reset/key/" in letter.body
    assert "made.surya" in letter.body


def test_without_an_address_no_letter_is_sent(odi: Person, water: Unit) -> None:
    made = add_person(by=odi, name="Made Surya", unit=water)
    send_invitation.func(made.pk)
    assert mail.outbox == []


def test_a_guest_from_outside_is_added_with_a_section(odi: Person, shelf: Section, visit: Visit) -> None:
    a_new_person(visit(odi), section=shelf.pk, until="2030-01-31")
    assert str(Role.objects.get(person__username="made.surya").until) == "2030-01-31"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose the unit"),
        ({"unit": "water", "section": "shelf"}, "not both"),
        ({"unit": "harbour"}, "Select a valid choice"),
        ({"unit": "water", "username": "ana"}, "user name already"),
        ({"unit": "water", "email": "ana@aruna.example"}, "e-mail address already"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    said: dict[str, str],
    words: str,
    odi: Person,
    ana: Person,
    water: Unit,
    harbour: Unit,
    shelf: Section,
    visit: Visit,
) -> None:
    places = {"water": water.pk, "harbour": harbour.pk, "shelf": shelf.pk}
    answers = {
        "name": "Made Surya",
        "language": "en",
        **{key: places.get(value, value) for key, value in said.items()},
    }
    response = visit(odi).post("/office/add/person/", answers)
    assert response.status_code == 422
    assert words in text_of(response)
    assert 'value="Made Surya"' in response.content.decode()


def test_unit_and_post_are_changed(odi: Person, ana: Person, health: Unit, visit: Visit) -> None:
    said = {"name": "Ana Tirta", "email": ana.email, "unit": health.pk, "post": "Nurse", "language": "id"}
    visit(odi).post("/office/people/ana/", said)
    ana.refresh_from_db()
    assert (ana.unit, ana.post, ana.language) == (health, "Nurse", "id")


def test_an_administrators_account_is_shown_and_not_changed(odi: Person, adi: Person, visit: Visit) -> None:
    assert "Only an administrator can change this account" in reading(visit(odi), "/office/people/adi/")
    said = {"name": "Mine", "unit": adi.unit_id, "language": "en"}
    visit(odi).post("/office/people/adi/", said)
    adi.refresh_from_db()
    assert adi.name == "Adi Tirta"


def test_a_leavers_pages_get_a_new_owner(odi: Person, ana: Person, cleo: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    response = visit(odi).post("/office/people/ana/deactivate/", {"heir": cleo.pk}, follow=True)
    assert "1 page belongs to Cleo Tirta now" in text_of(response)
    assert fresh(item).owner == cleo
    assert "Ana Tirta" in reading(visit(odi), "/office/people/?show=left")


def test_who_comes_back_signs_in_again(odi: Person, ana: Person, visit: Visit) -> None:
    client = visit(odi)
    client.post("/office/people/ana/deactivate/", {"heir": ""})
    client.post("/office/people/ana/reactivate/")
    assert Person.objects.get(pk=ana.pk).is_active


def test_nobody_closes_their_own_account(odi: Person, visit: Visit) -> None:
    response = visit(odi).post("/office/people/odi/deactivate/", {"heir": ""})
    assert response.status_code == 422
    assert "your own account" in text_of(response)
