"""Everybody × every address of the office: it is there for officers and administrators, each for what is theirs.

Written by hand from the words of the product, as tests/test_rights_matrix.py is for the pages of items.
"""

from __future__ import annotations

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.architecture.test_addresses import ADDRESSES
from tests.cast import CAST, Visit, a_person, everything

pytestmark = pytest.mark.django_db

OFFICERS = ("odi", "adi")

# What an officer of the city is shown: pages, and what is only pressed.
PAGES = {
    "desk": "/office/", "items": "/office/items/?show=overdue", "people": "/office/people/",
    "add_person": "/office/add/person/", "person": "/office/people/ana/", "roles": "/office/people/ana/roles/",
    "deactivate": "/office/people/ana/deactivate/", "trail": "/office/trail/", "trail_csv": "/office/trail/csv/",
    "alike": "/office/alike/", "searches": "/office/searches/", "searches_csv": "/office/searches/csv/",
    "tend_search": "/office/searches/words/?q=water", "places": "/office/units/",
    "add_place": "/office/add/sections/", "place": "/office/units/water/",
    "rename_place": "/office/units/water/rename/", "move_place": "/office/units/water/move/",
    "close_place": "/office/units/water/close/", "hand_over_of_place": "/office/units/water/hand-over/",
    "hand_over_of_person": "/office/people/ana/hand-over/",
}  # fmt: skip
PRESSED = {
    "pin": "/office/searches/words/pin/", "unpin": "/office/searches/words/unpin/",
    "apart": "/office/alike/1/apart/", "link_pair": "/office/alike/1/link/",
    "invite": "/office/people/ana/invite/", "reactivate": "/office/people/ana/reactivate/",
    "take_role": "/office/people/dora/roles/{role}/take/", "verify_trail": "/office/trail/verify/",
    "reopen_place": "/office/units/water/reopen/", "remove_place": "/office/sections/contractors/remove/",
}  # fmt: skip
OF_THE_CITY = {
    name: path
    for name, path in (PAGES | PRESSED).items()
    if name not in {"desk", "items", "alike", "searches", "searches_csv",
                    "tend_search", "pin", "unpin", "people", "add_person", "trail", "trail_csv", "places", "add_place",
                    "verify_trail"}
}  # fmt: skip


# The order of things is for those who answer for every institution: domains/office/tests has who gets there.
ORDERED = {
    "tags", "change_tag", "check_subjects", "bring_subjects", "proposed_subjects", "export_subjects", "merge_subject",
    "describe_subject", "synonyms", "synonyms_csv", "bring_synonyms", "remove_synonyms",
}  # fmt: skip


@pytest.fixture
def paths(cast: dict[str, Person | Stranger], shelf: Section, leaks: Subject) -> dict[str, str]:
    role = Role.objects.get(person__username="dora")
    return {name: path.format(role=role.pk) for name, path in (PAGES | PRESSED).items()}


@pytest.fixture
def ola(harbour: Unit) -> Person:
    """KM officer of the other institution."""
    ola = a_person("ola", harbour)
    give_role(ola, RoleName.KM_OFFICER, by=None, unit=harbour)
    return ola


def test_every_address_of_the_office_is_in_the_matrix() -> None:
    named = {name.removeprefix("office:") for name, _path in ADDRESSES if name.startswith("office:")}
    assert named - ORDERED == set(PAGES | PRESSED)


@pytest.mark.parametrize("name", sorted(set(CAST) - set(OFFICERS)))
def test_to_everybody_else_there_is_no_office(
    name: str, cast: dict[str, Person | Stranger], paths: dict[str, str], visit: Visit
) -> None:
    browser, before = visit(cast[name]), everything()
    for word, path in paths.items():
        # What is pressed can be opened by nobody, and says so whatever its address names.
        assert browser.get(path).status_code == (404 if word in PAGES else 405), path
        assert browser.post(path, {"name": "steward", "heir": "1"}).status_code == 404, path
    assert everything() == before


@pytest.mark.parametrize("name", OFFICERS)
def test_officers_and_administrators_come_in(
    name: str, cast: dict[str, Person | Stranger], paths: dict[str, str], visit: Visit
) -> None:
    browser = visit(cast[name])
    for word, path in paths.items():
        expected = 200 if word in PAGES else 405  # what is pressed can't be opened
        assert browser.get(path).status_code == expected, path


def test_the_officer_of_another_institution_finds_nothing_of_this_one(
    ola: Person, paths: dict[str, str], visit: Visit
) -> None:
    browser, before = visit(ola), everything()
    for word in OF_THE_CITY:
        assert browser.get(paths[word]).status_code in {404, 405}, word
        assert browser.post(paths[word], {"name": "steward"}).status_code == 404, word
    assert everything() == before


def test_nor_does_a_list_tell_of_it(ola: Person, paths: dict[str, str], visit: Visit) -> None:
    browser = visit(ola)
    for word in set(PAGES) - set(OF_THE_CITY):
        page = browser.get(paths[word])
        assert page.status_code == 200, word
        text = page.getvalue().decode()
        told = [mark for mark in ("Ana Tirta", "Contractors", ">Water<", "Network") if mark in text]
        assert not told, (word, told)
