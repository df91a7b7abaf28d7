"""A column that has to be filled in each row, in a table that may be left out."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.models import Item
from lubuk.foundation.shaping.tests.makers import A_TOUR, TOUR, a_shaped_kind
from tests.cast import Visit, a_draft, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

TABLE = """\
fields:
  - field: hosts
    type: rows
    label: {en: Hosts, id: Tuan rumah}
    columns:
      - {field: name, type: text, label: {en: Name, id: Nama}, required: publish, help: {en: In full., id: Lengkap.}}
      - {field: page, type: link, label: {en: Page, id: Laman}}
"""


@pytest.fixture
def _tours(adi: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR + TABLE, by=adi)


def a_tour(by: Person, *hosts: dict[str, str]) -> Item:
    return a_draft(by=by, kind="tour", fields={"hosts": list(hosts)} if hosts else {})


@pytest.mark.usefixtures("_tours")
def test_a_row_without_it_is_not_published(ana: Person) -> None:
    tour = a_tour(ana, {"name": "Ed"}, {"page": "https://harbour.example/"})
    with pytest.raises(Incomplete) as incomplete:
        actions.publish(tour, by=ana)
    assert incomplete.value.fields == {"hosts": "Hosts: Name"}
    assert fresh(tour).published is None


@pytest.mark.usefixtures("_tours")
def test_full_rows_or_none_are(ana: Person) -> None:
    for tour in (a_tour(ana, {"name": "Ed"}), a_tour(ana)):
        actions.publish(tour, by=ana)
        assert fresh(tour).published


@pytest.mark.usefixtures("_tours")
def test_the_form_says_so_over_the_column(ana: Person, visit: Visit) -> None:
    assert "In full. Fill it in each row." in visit(ana).get("/share/tour/").content.decode()
