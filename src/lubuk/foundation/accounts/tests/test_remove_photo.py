"""… and no longer."""

from django.core.files.storage import default_storage

from lubuk.foundation.accounts.actions import change_photo, remove_photo
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.accounts.tests.makers import a_portrait
from lubuk.foundation.trail.models import Entry
from tests.cast import not_allowed


def test_file_and_address_are_gone(ana: Person, django_capture_on_commit_callbacks: object) -> None:
    change_photo(ana, a_portrait(), by=ana)
    name = str(ana.photo.name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_photo(ana, by=ana)
    ana.refresh_from_db()
    assert ana.photo_url == ""
    assert not default_storage.exists(name)
    assert Entry.objects.latest("id").act == "PhotoRemoved"


def test_who_moved_outside_can_still_remove_theirs(ana: Person) -> None:
    change_photo(ana, a_portrait(), by=ana)
    ana.unit = None
    ana.save(update_fields=["unit"])
    remove_photo(ana, by=ana)
    assert not ana.photo


def test_nobody_removes_the_photo_of_another(ana: Person, ben: Person) -> None:
    change_photo(ana, a_portrait(), by=ana)
    with not_allowed("Everyone chooses their own photo"):
        remove_photo(ana, by=ben)


def test_removing_none_leaves_no_trace(ana: Person) -> None:
    entries = Entry.objects.count()
    remove_photo(ana, by=ana)
    assert Entry.objects.count() == entries
