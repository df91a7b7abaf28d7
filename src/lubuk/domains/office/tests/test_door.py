"""Who comes in, and what everybody else finds: nothing."""

import pytest

from lubuk.domains.office.tests.makers import ADDRESSES, reading
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from tests.cast import Visit

OUTSIDE = ("ana", "dora", "mia", "ed", "fay", "nia", "stranger")


@pytest.mark.parametrize("who", OUTSIDE)
def test_to_others_there_is_no_office(
    who: str, cast: dict[str, Person], shelf: Section, leaks: Subject, visit: Visit
) -> None:
    client = visit(cast[who])
    answers = [
        (address, ask(address).status_code) for address in ADDRESSES for ask in (client.get, client.post)
    ]
    assert {answer for answer in answers if answer[1] != 404} == set()


@pytest.mark.parametrize("who", ["odi", "adi"])
def test_officers_and_administrators_come_in(
    who: str, cast: dict[str, Person], shelf: Section, leaks: Subject, visit: Visit
) -> None:
    client = visit(cast[who])
    for address in ADDRESSES:
        # With a second institution there, its officers alone don't change the subjects of both.
        expected = 403 if who == "odi" and "leaks/rename" in address else 200
        assert client.get(address).status_code == expected, address


def test_nothing_of_the_office_is_kept_by_a_browser(odi: Person, visit: Visit) -> None:
    assert "no-store" in visit(odi).get("/office/people/").headers["Cache-Control"]


def test_the_menu_leads_there_and_only_them(odi: Person, ana: Person, visit: Visit) -> None:
    assert 'href="/office/"' in visit(odi).get("/").content.decode()
    assert "office" not in visit(ana).get("/").content.decode().lower()


def test_another_institutions_people_and_places_cannot_be_found(
    odi: Person, nia: Person, leaks: Subject, visit: Visit
) -> None:
    client = visit(odi)
    assert "Nia" not in reading(client, "/office/people/")
    for address in (
        "/office/people/nia/",
        "/office/people/nia/roles/",
        "/office/units/harbour/",
        "/office/streets/",
    ):
        assert client.get(address).status_code == 404
