"""Who writes an item together with its owner."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, an_article, last_entry, not_allowed, refused, rewrite

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


@pytest.mark.parametrize("name", ["ed", "gus", "fay"])
def test_only_colleagues_write_together(
    ana: Person, ben: Person, name: str, request: pytest.FixtureRequest
) -> None:
    item, outsider = a_draft(by=ana), request.getfixturevalue(name)
    with refused(f"Leave out: {outsider.name}"):
        actions.name_authors(item, [ben, outsider], by=ana)


def test_who_has_left_is_not_named_anew_but_stays_where_they_were(
    ana: Person, ben: Person, cleo: Person
) -> None:
    item, other = a_draft(by=ana), a_draft(by=ana)
    actions.name_authors(item, [ben], by=ana)
    ben.is_active = False
    ben.save(update_fields=["is_active"])
    actions.name_authors(item, [ben, cleo], by=ana)
    assert {author.person for author in item.authors.all()} == {ben, cleo}
    with refused("Leave out: Ben Tirta"):
        actions.name_authors(other, [ben], by=ana)
