"""The first words of a new page, sent by two open pages at the same moment."""

from __future__ import annotations

import pytest
from django.test import Client

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from tests.at_once import at_once
from tests.cast import Visit

pytestmark = [pytest.mark.usefixtures("many_connections"), pytest.mark.postgres]


def test_they_make_one_page_and_all_are_answered(ana: Person, visit: Visit) -> None:
    clients = [visit(ana) for _page in range(4)]

    def send(client: Client) -> int:
        words = {"title": "Ferries in the dry season", "draft": "mark-of-this-page"}
        return client.post("/share/article/autosave/", words).status_code

    answers = at_once(*(lambda client=client: send(client) for client in clients))
    assert answers == [200] * 4
    assert Item.objects.count() == 1
