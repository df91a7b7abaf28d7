"""The own profile, with its photo, as a person fills it in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from lubuk.foundation.accounts.actions import change_photo
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.accounts.tests.makers import a_jpeg, a_portrait
from tests.cast import Visit, an_article

SAID = {"name": "Ana Tirta", "post": "Engineer", "about": "Valves.", "language": "en"}


def sent(visit: Visit, person: Person, **more: object) -> HttpResponse:
    answer: HttpResponse = visit(person).post("/profile/", {**SAID, **more})  # type: ignore[assignment]
    return answer


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("me.jpg", data, "image/jpeg")


def test_a_photo_stands_on_ones_page_and_beside_ones_texts(visit: Visit, ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    assert sent(visit, ana, new_photo=upload(a_jpeg().getvalue())).status_code == 302
    ana.refresh_from_db()
    for page in (ana.get_absolute_url(), item.get_absolute_url()):
        assert f'src="{ana.photo_url}"' in visit(ben).get(page).text
    assert f'src="{ana.photo_url}"' in visit(ana).get("/profile/").text


def test_it_is_removed_by_a_tick(visit: Visit, ana: Person) -> None:
    change_photo(ana, a_portrait(), by=ana)
    assert sent(visit, ana, remove_photo="on").status_code == 302
    ana.refresh_from_db()
    assert not ana.photo


def test_a_new_photo_counts_more_than_the_tick_below_it(visit: Visit, ana: Person) -> None:
    change_photo(ana, a_portrait(), by=ana)
    before = ana.photo.name
    sent(visit, ana, remove_photo="on", new_photo=upload(a_jpeg("tomato").getvalue()))
    ana.refresh_from_db()
    assert ana.photo
    assert ana.photo.name != before


@pytest.mark.parametrize("junk", [b"<svg onload=alert(1)></svg>", b"GIF89a", b"\xff\xd8\xff\xe0", b"no"])
def test_what_is_no_photo_is_refused_and_the_words_are_still_there(
    visit: Visit, ana: Person, junk: bytes
) -> None:
    page = sent(visit, ana, new_photo=upload(junk))
    assert page.status_code == 422
    assert "not a picture we can read" in page.text
    assert "Valves." in page.text
    ana.refresh_from_db()
    assert (ana.post, bool(ana.photo)) == ("", False)


def test_people_from_outside_are_not_asked_for_a_photo(visit: Visit, ed: Person) -> None:
    assert "new_photo" not in visit(ed).get("/profile/").text
    sent(visit, ed, new_photo=upload(a_jpeg().getvalue()))
    ed.refresh_from_db()
    assert not ed.photo


def test_readers_from_outside_see_initials_on_a_public_page(
    visit: Visit, ana: Person, ben: Person, ed: Person, fay: Person, stranger: Person
) -> None:
    """Also when a colleague has just had the same parts of the page drawn with a face."""
    change_photo(ana, a_portrait(), by=ana)
    item = an_article(by=ana, audience="public")
    for reader, sees in ((ben, True), (stranger, False), (fay, False), (ed, False), (ben, True)):
        assert ("/photo/" in visit(reader).get(item.get_absolute_url()).text) == sees, reader
