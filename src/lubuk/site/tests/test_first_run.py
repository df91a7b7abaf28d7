"""The first visit: who may make the first account, and what a wrong form loses (nothing)."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings
from django.test import Client

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.units.models import Unit
from lubuk.site.configuration import places

pytestmark = pytest.mark.django_db

FORM = {
    "institution": "Kota Batangair",
    "language": "id",
    "name": "Ana Satria",
    "email": "ana@batangair.example",
    "password": "sungai dalam dan tenang",
}


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine that others can reach; gives the key its start prints."""
    elsewhere = dataclasses.replace(settings.CONFIGURATION, url="https://lubuk.batangair.example")
    monkeypatch.setattr(settings, "CONFIGURATION", elsewhere)
    return places.first_run_key(settings.SECRET_KEY)


def test_every_page_leads_to_the_form_while_there_is_no_institution(client: Client) -> None:
    assert client.get("/library/").headers["Location"] == "/welcome/"
    assert client.get("/welcome/").status_code == 200


def test_the_first_person_is_administrator_of_their_institution_and_signed_in(client: Client) -> None:
    assert client.post("/welcome/", FORM).headers["Location"] == "/"
    ana = Person.objects.get()
    assert (str(ana.unit), ana.language) == ("Kota Batangair", "id")
    assert standing(ana).is_administrator
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_the_form_opens_only_once(client: Client) -> None:
    client.post("/welcome/", FORM)
    second = Client()
    assert second.get("/welcome/").headers["Location"] == "/"
    second.post("/welcome/", {**FORM, "email": "eve@elsewhere.example"})
    assert Person.objects.count() == 1


def test_a_weak_password_is_refused_in_words_and_the_rest_is_still_there(client: Client) -> None:
    answer = client.post("/welcome/", {**FORM, "password": "12345"})
    assert answer.status_code == 422
    assert "Kota Batangair" in answer.text
    assert not Unit.objects.exists()


def test_where_others_reach_the_machine_the_key_is_asked_for(client: Client, reachable: str) -> None:
    assert client.get("/welcome/").status_code == 403
    assert client.post("/welcome/", FORM).status_code == 403
    assert not Unit.objects.exists()
    assert client.get(f"/welcome/?key={reachable}").status_code == 200
    assert client.post(f"/welcome/?key={reachable}", FORM).headers["Location"] == "/"


@pytest.mark.usefixtures("reachable")
@pytest.mark.parametrize("key", ["", "wrong", "ü" * 16])
def test_a_wrong_key_opens_nothing(client: Client, key: str) -> None:
    assert client.get("/welcome/", {"key": key}).status_code == 403
