"""A pack goes out of one installation and into another, seen before it is taken."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import Definition
from lubuk.foundation.shaping.tests.makers import A_TOUR, guide_without_time
from tests.cast import Visit, a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_contexts")]

IMPORT = "/office/kinds/import/"


def test_what_a_pack_would_change_is_shown_and_then_taken(adi: Person, ana: Person, visit: Visit) -> None:
    a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"})
    officer = visit(adi)
    shown = officer.post(IMPORT, {"file": SimpleUploadedFile("guide.yaml", guide_without_time().encode())})
    assert shown.status_code == 200
    assert "1 page has something in “How long it takes”" in shown.content.decode()
    assert not Definition.objects.exists()
    officer.post(IMPORT, {"agreed": shown.context["texts"]})
    follow()
    guide = get("guide")
    assert guide is not None
    assert guide.field("steps_time") is None
    assert officer.get("/office/kinds/export.zip").content.startswith(b"PK")


@pytest.mark.parametrize(
    "agreed", ["", "[", "7", '[["kind"]]', "[" * 10_000, json.dumps([["kind", "tour", "kind: no"]])]
)
def test_a_confirmation_that_was_tampered_with_takes_nothing(agreed: str, adi: Person, visit: Visit) -> None:
    answer = visit(adi).post(IMPORT, {"agreed": agreed})
    assert answer.status_code == 422
    assert not Definition.objects.exists()


def test_a_mistake_in_a_pack_is_said_with_its_line(adi: Person, visit: Visit) -> None:
    text = A_TOUR.replace("flow: open", "flow: opn")
    answer = visit(adi).post(IMPORT, {"file": SimpleUploadedFile("tour.yaml", text.encode())})
    assert answer.status_code == 422
    assert "did you mean &quot;open&quot;?" in answer.content.decode()
