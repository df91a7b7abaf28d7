"""A session ends for everyone who could answer it: nothing of it is kept outside the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from lubuk.site.sessions import SessionStore
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def key_of(browser: Client) -> str:
    return str(browser.cookies["sessionid"].value)


def test_signed_out_here_is_signed_out_on_every_machine(ana: Person, visit: Visit) -> None:
    """Two browsers with one cookie stand for two machines that answer one browser."""
    here, elsewhere = visit(ana), Client()
    elsewhere.cookies["sessionid"] = key_of(here)
    assert elsewhere.get("/profile/").status_code == 200
    here.post("/account/logout/")
    assert elsewhere.get("/profile/").status_code == 302


def test_nothing_of_it_is_in_a_cache_of_this_machine(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    browser.get("/profile/")
    caches["default"].clear()
    assert browser.get("/profile/").status_code == 200
    Session.objects.all().delete()
    assert browser.get("/profile/").status_code == 302


def test_an_ended_session_is_none(ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/profile/").status_code == 302


@pytest.mark.parametrize("key", ["x" * 32, "'; DROP TABLE", "\N{WATER WAVE}" * 40])
def test_a_key_that_somebody_made_up_becomes_nobodys(key: str) -> None:
    store = SessionStore(key)
    assert store.load() == {}
    assert store.session_key is None


def test_it_costs_one_question(
    ana: Person, visit: Visit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key = key_of(visit(ana))
    with django_assert_num_queries(1):
        assert SessionStore(key).load()["_auth_user_id"] == str(ana.pk)
