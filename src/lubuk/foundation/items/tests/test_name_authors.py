"""Who writes an item together with its owner."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, an_article, last_entry, not_allowed, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_they_see_the_draft_and_write_it(ana: Person, ben: Person, cleo: Person) -> None:
    item = a_draft(by=ana)
    actions.name_authors(item, [ben, cleo, ana], by=ana)
    assert {author.person for author in item.authors.all()} == {ben, cleo}
    assert Item.objects.visible_to(cleo).get() == item
    assert rewrite(item, by=ben, title="Ours").author == ben
    actions.name_authors(item, [ben], by=ben)
    assert not Item.objects.visible_to(cleo)
    assert last_entry(item).act == "Placed"


@pytest.mark.parametrize("name", ["cleo", "mia", "ed", "fay", "nia", "adi"])
def test_nobody_names_themselves(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = an_article(by=ana, audience="public"), request.getfixturevalue(name)
    with not_allowed():
        actions.name_authors(item, [person], by=person)
