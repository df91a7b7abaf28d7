"""Who begins a page and who brings a picture: everybody is asked, as in the matrix of rights."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.shared.attachments.actions import upload_picture
from tests.cast import Visit
from tests.test_rights_matrix import STAFF, a_photo

pytestmark = pytest.mark.django_db


def test_a_picture_that_no_text_has_shown_yet_is_its_uploaders_own(
    ana: Person, cast: dict[str, Person | Stranger], visit: Visit
) -> None:
    picture = upload_picture(a_photo(), by=ana)
    for name, person in cast.items():
        expected = 200 if name == "ana" else 404
        assert visit(person).get(picture.get_absolute_url()).status_code == expected, name


def test_only_colleagues_bring_pictures(cast: dict[str, Person | Stranger], visit: Visit) -> None:
    for name, person in cast.items():
        expected = 201 if name in STAFF | {"nia"} else 404
        assert visit(person).post("/pictures/", {"file": a_photo()}).status_code == expected, name


@pytest.mark.parametrize("path", ["/share/article/", "/share/article/autosave/"])
def test_only_colleagues_begin(cast: dict[str, Person | Stranger], visit: Visit, path: str) -> None:
    for name, person in cast.items():
        expected = 302 if name == "stranger" else 200 if name in STAFF | {"nia"} else 403
        client = visit(person)
        answer = client.post(path, {"title": "T"}) if "autosave" in path else client.get(path)
        assert answer.status_code == expected, name
