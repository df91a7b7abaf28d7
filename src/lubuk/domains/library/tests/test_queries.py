"""How often the pages ask the database: a number for each, which doesn't grow with the rows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from tests.cast import Visit, a_draft, an_article, fresh, rewrite

pytestmark = pytest.mark.django_db

type Fill = Callable[[int], Item]


@pytest.fixture
def fill(ana: Person, ben: Person, dora: Person, leaks: Subject, shelf: Section) -> Fill:
    """So many more items of every sort, each with versions, authors, tags and links; the first one is given back."""

    def filled(how_many: int) -> Item:
        first = an_article(by=ana, subjects=[leaks], section=shelf)
        for n in range(how_many):
            link = f'<p>See <a data-item="{first.pk}" href="/items/{first.pk}/">it</a>.</p>'
            item = an_article(by=ana, title=f"Item {n}", body=link, subjects=[leaks], section=shelf)
            actions.name_authors(item, [ben], by=ana)
            actions.endorse(item, by=dora)
            sent = a_draft(by=ana, kind="guide", title=f"Sent {n}")
            step = sent.kind_definition.flow.step("submit")
            assert step is not None
            actions.take_step(sent, step, by=ana)
            rewrite(first, by=ana, body=f'<p><a data-item="{item.pk}" href="/items/{item.pk}/">x</a></p>')
            actions.publish(fresh(first), by=ana)
        return first

    return filled


PAGES = {
    "item": "/items/{0}-closing-a-valve/",
    "history": "/items/{0}/history/",
    "shelf": "{2}",
    "unit": "/units/network/",
    "library": "/library/",
    "home": "/",
    "person": "/people/{1}/",
    "lookup": "/lookup/items/?q=item",
}


def test_more_rows_are_no_more_queries(
    fill: Fill, visit: Visit, ben: Person, dora: Person, stranger: Stranger
) -> None:
    about = Subject.objects.get(slug="leaks").get_absolute_url()
    clients = {"ben": visit(ben), "dora": visit(dora), "stranger": visit(stranger)}

    def queries(item: Item) -> dict[tuple[str, str], int]:
        return {
            (name, page): asked_by(client, path.format(item.pk, item.owner_id, about))
            for name, client in clients.items()
            for page, path in PAGES.items()
        }

    few, many = queries(fill(2)), queries(fill(7))
    assert {at: (few[at], many[at]) for at in few if many[at] > few[at]} == {}


def asked_by(client: Client, path: str) -> int:
    client.get(path)  # what a process remembers, it remembers from here on
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@pytest.mark.parametrize(("reader", "most"), [("stranger", 10), ("ben", 13), ("dora", 14)])
def test_an_item_page_asks_no_more_than_this(
    fill: Fill, visit: Visit, reader: str, most: int, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue(reader))
    item = fill(3)
    actions.change_audience(item, "public", by=item.owner)
    for role in ("manager", "steward"):
        give_role(item.owner, role, by=None, unit=item.unit)
    client.get(item.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        assert client.get(item.get_absolute_url()).status_code == 200
    assert len(asked) <= most, "\n".join(query["sql"][:200] for query in asked)
