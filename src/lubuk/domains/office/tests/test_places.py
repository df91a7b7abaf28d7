"""Three trees, one set of pages."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.office.tests.makers import reading, text_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import Visit


def test_the_tree_shows_who_and_how_much(odi: Person, ana: Person, dora: Person, visit: Visit) -> None:
    page = reading(visit(odi), "/office/units/")
    assert "Water 1 person · 0 pages · Dora Tirta" in page


def test_a_deeper_tree_costs_no_more_queries(
    odi: Person, water: Unit, visit: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = visit(odi)
    with django_assert_max_num_queries(20) as few:
        client.get("/office/units/")
    for number in range(10):
        Unit.objects.create(labels={"en": f"Crew {number}"}, parent=water)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/office/units/")


def test_a_unit_is_added_renamed_moved_and_closed(
    odi: Person, water: Unit, health: Unit, visit: Visit
) -> None:
    client = visit(odi)
    client.post("/office/add/units/?under=water", {"label_en": "Meters", "label_id": "Meteran"})
    client.post("/office/units/meters/rename/", {"label_en": "Meters and bills", "label_id": "Meteran"})
    client.post("/office/units/meters/move/", {"under": health.pk})
    client.post("/office/units/meters/close/", {"into": ""})
    meters = Unit.objects.get(slug="meters")
    assert (meters.labels, meters.parent) == ({"en": "Meters and bills", "id": "Meteran"}, health)
    assert meters.closed_at
    client.post("/office/units/meters/reopen/")
    assert Unit.objects.get(slug="meters").closed_at is None


def test_a_unit_with_people_says_why_it_stays_open(odi: Person, ana: Person, visit: Visit) -> None:
    response = visit(odi).post("/office/units/network/close/", {"into": ""})
    assert response.status_code == 422
    assert "There are still people (1)" in text_of(response)


def test_it_closes_when_its_people_are_moved_along(
    odi: Person, ana: Person, health: Unit, visit: Visit
) -> None:
    visit(odi).post("/office/units/network/close/", {"into": health.pk})
    ana.refresh_from_db()
    assert ana.unit == health
    assert Unit.objects.get(slug="network").closed_at


def test_a_branch_is_not_offered_a_place_below_itself(
    odi: Person, network: Unit, health: Unit, visit: Visit
) -> None:
    page = visit(odi).get("/office/units/water/move/").content.decode()
    assert f'<option value="{network.pk}"' not in page
    assert f'<option value="{health.pk}"' in page


def test_an_administrator_adds_an_institution(adi: Person, odi: Person, visit: Visit) -> None:
    visit(adi).post("/office/add/units/", {"label_en": "Regency", "label_id": ""})
    assert Unit.objects.get(slug="regency").parent is None
    assert visit(odi).post("/office/add/units/", {"label_en": "Mine"}).status_code == 403


def test_a_section_is_added_with_the_unit_that_keeps_it(odi: Person, water: Unit, visit: Visit) -> None:
    visit(odi).post("/office/add/sections/", {"label_en": "Night work", "label_id": "", "unit": water.pk})
    assert Section.objects.get(slug="night-work").unit == water


def test_a_subject_is_added_explained_and_removed(odi: Person, visit: Visit) -> None:
    client = visit(odi)
    client.post(
        "/office/add/subjects/",
        {"label_en": "Floods", "label_id": "Banjir", "definition_en": "Too much water."},
    )
    assert Subject.objects.get(slug="floods").definitions == {"en": "Too much water."}
    said = {"label_en": "Floods", "label_id": "Banjir", "definition_en": "Water where it should not be."}
    client.post("/office/subjects/floods/rename/", said)
    assert "Water where it should not be." in reading(client, "/office/subjects/floods/")
    client.post("/office/subjects/floods/remove/")
    assert not Subject.objects.exists()


def test_a_used_subject_says_where(odi: Person, supply: Subject, leaks: Subject, visit: Visit) -> None:
    response = visit(odi).post(
        "/office/subjects/supply/remove/",
        headers={"referer": "http://testserver/office/subjects/supply/"},
        follow=True,
    )
    assert "places below it (1)" in text_of(response)
    assert Subject.objects.count() == 2


@pytest.mark.parametrize("act", ["close", "reopen", "remove"])
def test_an_act_that_a_tree_does_not_have_is_not_there(
    act: str, odi: Person, water: Unit, leaks: Subject, visit: Visit
) -> None:
    address = "/office/units/water/remove/" if act == "remove" else f"/office/subjects/leaks/{act}/"
    assert visit(odi).post(address).status_code == 404


def test_names_are_kept_when_one_is_missing(odi: Person, water: Unit, visit: Visit) -> None:
    response = visit(odi).post("/office/units/water/rename/", {"label_en": "", "label_id": "Air bersih"})
    assert response.status_code == 422
    assert 'value="Air bersih"' in response.content.decode()
