"""Rows of what stands beside a page are kept in memory; who may see it is asked each time."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_draft, an_article, rewrite

pytestmark = pytest.mark.django_db


def page_of(item: Item, visit: Visit, reader: Person) -> str:
    return visit(reader).get(item.get_absolute_url()).content.decode()


def mentioning(other: Item, *, by: Person) -> Item:
    body = f'<p>See <a data-item="{other.pk}" href="/items/{other.pk}/">#{other.pk}</a></p>'
    return an_article(by=by, title="Pumps", body=body)


def test_what_one_reader_saw_beside_a_page_another_does_not_see(
    ana: Person, ben: Person, cleo: Person, visit: Visit
) -> None:
    item = an_article(by=ana, title="Pumps")
    beside = an_article(by=ana, title="Keys of the north gate", audience="unit")
    actions.link(item, beside, "requires", by=ana)
    for _time in range(2):
        assert "Keys of the north gate" in page_of(item, visit, ben)
        assert "Keys of the north gate" not in page_of(item, visit, cleo)


def test_a_page_beside_that_has_another_title_is_called_by_it(ana: Person, ben: Person, visit: Visit) -> None:
    beside = an_article(by=ana, title="Valves")
    item = mentioning(beside, by=ana)
    assert "Valves" in page_of(item, visit, ben)
    rewrite(beside, by=ana, title="Sluices")
    actions.publish(beside, by=ana)
    page = page_of(item, visit, ben)
    assert "Sluices" in page
    assert "Valves" not in page


def test_a_draft_beside_is_called_as_its_writer_has_just_called_it(ana: Person, visit: Visit) -> None:
    draft = a_draft(by=ana, title="Valves")
    item = mentioning(draft, by=ana)
    assert "Valves" in page_of(item, visit, ana)
    rewrite(draft, by=ana, title="Sluices")  # no act: nothing tells of it
    assert "Sluices" in page_of(item, visit, ana)
