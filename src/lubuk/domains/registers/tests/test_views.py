"""Views that people keep: whose they are, who finds them, and that they show nobody more than before."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import Client

from lubuk.domains.registers.models import Opening, View
from lubuk.domains.registers.tests.makers import REGISTER, a_project, rupiah, titles
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.units.models import Unit
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("with_contexts")]

DEAR = "?sort=-budget&f.budget.from=500"


def kept(browser: Client, name: str = "Dear ones", query: str = DEAR, **more: object) -> int:
    """The status of the answer."""
    return browser.post(f"{REGISTER}views/{query}", {"name": name, **more}).status_code


def offered(browser: Client) -> list[str]:
    return [name for name, _url, _is_now in browser.get(f"{REGISTER}?all=1").context["views"]]


@pytest.fixture
def projects(ana: Person, dora: Person) -> None:
    a_project("Well", by=ana, approved_by=dora, budget=rupiah(900))
    a_project("Drain", by=ana, approved_by=dora, budget=rupiah(10))
    a_project("Secret", by=ana, approved_by=dora, budget=rupiah(5_000), audience="unit")


def test_a_view_shows_what_was_asked_when_it_was_kept(visit: Visit, ana: Person, projects: None) -> None:
    browser = visit(ana)
    kept(browser)
    [(name, url, is_now)] = browser.get(f"{REGISTER}?all=1").context["views"]
    assert (name, is_now) == ("Dear ones", False)
    assert titles(browser, url.removeprefix(REGISTER)) == ["Secret", "Well"]
    assert browser.get(url).context["views"][0][2]


def test_what_is_mine_alone_nobody_else_finds(visit: Visit, ana: Person, ben: Person) -> None:
    kept(visit(ana))
    view = View.objects.get()
    assert offered(visit(ben)) == []
    for act in ("change", "delete", "opening"):
        answer = visit(ben).post(f"/registers/views/{view.pk}/{act}/", {"name": "Mine"})
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_view_shared_with_a_unit_shows_each_colleague_what_is_theirs(
    visit: Visit, ana: Person, ben: Person, cleo: Person, projects: None
) -> None:
    assert kept(visit(ana), unit=ana.unit_id) == HTTPStatus.FOUND
    assert offered(visit(ben)) == ["Dear ones"]
    assert offered(visit(cleo)) == []
    assert titles(visit(cleo), DEAR) == ["Well"]


def test_with_the_institution_only_its_officer_shares(
    visit: Visit, ana: Person, cleo: Person, odi: Person
) -> None:
    assert ana.unit is not None
    whole = Unit.objects.get(pk=ana.unit.institution_id or 0)
    visit(ana).post(f"{REGISTER}views/{DEAR}", {"name": "For all", "unit": whole.pk})
    assert not View.objects.exists()
    assert kept(visit(odi), "For all", unit=whole.pk) == HTTPStatus.FOUND
    assert offered(visit(cleo)) == ["For all"]
    view = View.objects.get()
    assert visit(cleo).post(f"/registers/views/{view.pk}/delete/").status_code == HTTPStatus.FORBIDDEN
    assert View.objects.exists()


def test_the_same_name_replaces_ones_own(visit: Visit, ana: Person) -> None:
    kept(visit(ana))
    kept(visit(ana), query="?sort=title")
    assert View.objects.get().query == ""  # by title is how the register opens anyway


def test_it_is_renamed_and_deleted(visit: Visit, ana: Person) -> None:
    browser = visit(ana)
    kept(browser)
    kept(browser, "Others")
    view = View.objects.get(name="Others")
    browser.post(f"/registers/views/{view.pk}/change/", {"name": "Costly"})
    assert offered(browser) == ["Costly", "Dear ones"]
    twice = browser.post(f"/registers/views/{view.pk}/change/", {"name": "Dear ones"})
    assert twice.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "already" in twice.content.decode()
    browser.post(f"/registers/views/{view.pk}/delete/")
    assert offered(browser) == ["Dear ones"]


def test_the_register_opens_with_the_view_one_chose(visit: Visit, ana: Person, projects: None) -> None:
    browser = visit(ana)
    kept(browser)
    view = View.objects.get()
    browser.post(f"/registers/views/{view.pk}/opening/")
    assert titles(browser) == ["Secret", "Well"]
    assert titles(browser, "?all=1") == ["Drain", "Secret", "Well"]
    browser.post(f"/registers/views/{view.pk}/opening/")
    assert not Opening.objects.exists()
    assert titles(browser) == ["Drain", "Secret", "Well"]


@pytest.mark.parametrize(
    "sent",
    [{"name": ""}, {"name": "x" * 61}, {"name": "\0"}, {"name": "A", "unit": "9" * 400}, {"name": "A", "unit": "-1"}],
)  # fmt: skip
def test_hostile_names_and_units_are_refused_in_words(
    visit: Visit, ana: Person, sent: dict[str, str]
) -> None:
    answer = visit(ana).post(f"{REGISTER}views/", sent)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in answer.content.decode()
    assert not View.objects.exists()


def test_a_stranger_keeps_none(visit: Visit, stranger: Person) -> None:
    assert "Keep this view" not in visit(stranger).get(REGISTER).content.decode()
    assert visit(stranger).post(f"{REGISTER}views/", {"name": "A"}).status_code == HTTPStatus.FOUND
    assert not View.objects.exists()
