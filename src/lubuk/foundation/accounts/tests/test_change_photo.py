"""A colleague shows their face."""

import pytest
from django.core.files.storage import default_storage

from lubuk.foundation.accounts.actions import change_photo
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.accounts.tests.makers import a_portrait
from lubuk.foundation.trail.models import Entry
from tests.cast import not_allowed


def test_colleagues_see_it_and_the_trail_knows(ana: Person) -> None:
    change_photo(ana, a_portrait(), by=ana)
    ana.refresh_from_db()
    assert ana.photo_url.startswith(f"/people/{ana.pk}/photo/")
    assert (Entry.objects.latest("id").act, Entry.objects.latest("id").about) == (
        "PhotoChanged", f"person {ana.pk}",
    )  # fmt: skip


def test_nobody_chooses_the_photo_of_another(ana: Person, adi: Person) -> None:
    with not_allowed("Everyone chooses their own photo"):
        change_photo(ana, a_portrait(), by=adi)


@pytest.mark.parametrize("who", ["ed", "fay"])
def test_guests_and_citizens_show_none(request: pytest.FixtureRequest, who: str) -> None:
    person = request.getfixturevalue(who)
    with not_allowed("Photos are for colleagues"):
        change_photo(person, a_portrait(), by=person)


def test_the_one_before_is_deleted_with_the_change(
    ana: Person, django_capture_on_commit_callbacks: object
) -> None:
    change_photo(ana, a_portrait(), by=ana)
    before = str(ana.photo.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        change_photo(ana, a_portrait("tomato"), by=ana)
    assert not default_storage.exists(before)
    assert default_storage.exists(str(ana.photo.name))


def test_the_same_photo_again_stays(ana: Person, django_capture_on_commit_callbacks: object) -> None:
    change_photo(ana, a_portrait(), by=ana)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        change_photo(ana, a_portrait(), by=ana)
    assert default_storage.exists(str(ana.photo.name))


def test_who_has_left_shows_none(ana: Person) -> None:
    change_photo(ana, a_portrait(), by=ana)
    ana.is_active = False
    assert ana.photo_url == ""
