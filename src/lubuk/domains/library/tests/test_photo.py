"""The door of photos: for colleagues, and for nobody by guessing."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.actions import change_photo, remove_photo
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.accounts.tests.makers import a_portrait
from tests.cast import Visit

COLLEAGUES = {"ana", "ben", "cleo", "dora", "mia", "odi", "adi", "nia"}


@pytest.fixture
def address(ana: Person) -> str:
    change_photo(ana, a_portrait(), by=ana)
    return ana.photo_url


def test_colleagues_see_it_and_nobody_else(
    address: str, cast: dict[str, Person | Stranger], visit: Visit
) -> None:
    for name, person in cast.items():
        assert visit(person).get(address).status_code == (200 if name in COLLEAGUES else 404), name


def test_it_runs_no_scripts_and_stays_with_its_reader(address: str, ben: Person, visit: Visit) -> None:
    answer = visit(ben).get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"].startswith("private")


def test_a_browser_that_has_it_is_not_sent_it_again(address: str, ben: Person, visit: Visit) -> None:
    tag = visit(ben).get(address).headers["ETag"]
    assert visit(ben).get(address, headers={"if-none-match": tag}).status_code == 304


def test_another_name_is_not_found_nor_is_a_removed_photo(
    address: str, ana: Person, ben: Person, visit: Visit
) -> None:
    for wrong in ("x.webp", "..%2F..%2Fsecret"):
        assert visit(ben).get(f"/people/{ana.pk}/photo/{wrong}").status_code == 404, wrong
    remove_photo(ana, by=ana)
    assert visit(ben).get(address).status_code == 404


def test_who_left_is_seen_no_more(address: str, ana: Person, ben: Person, visit: Visit) -> None:
    ana.is_active = False
    ana.save(update_fields=["is_active"])
    assert visit(ben).get(address).status_code == 404


def test_only_asking_for_it_is_possible(address: str, ben: Person, visit: Visit) -> None:
    assert visit(ben).post(address).status_code == 405


def test_a_number_longer_than_any_is_not_found(ben: Person, visit: Visit) -> None:
    assert visit(ben).get(f"/people/{'9' * 30}/photo/x.webp").status_code == 404
