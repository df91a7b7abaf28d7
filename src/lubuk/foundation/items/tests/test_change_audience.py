"""Saying who may see an item."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, an_article, everything, last_entry, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_it_counts_at_once_and_is_on_the_trail(ana: Person, fay: Person) -> None:
    item = an_article(by=ana)
    assert not Item.objects.visible_to(fay)
    actions.change_audience(item, "public", by=ana)
    assert Item.objects.visible_to(fay).get() == item
    entry = last_entry(item)
    assert (entry.act, entry.from_state, entry.to_state) == ("AudienceChanged", "institution", "public")


def test_named_people_see_it_and_no_steward(ana: Person, fay: Person, dora: Person, adi: Person) -> None:
    item = an_article(by=ana)
    actions.change_audience(item, "people", by=ana, readers=[fay])
    assert Item.objects.visible_to(fay).get() == item
    assert not Item.objects.visible_to(dora) | Item.objects.visible_to(adi)
    actions.change_audience(item, "institution", by=ana, readers=[fay])
    assert not Item.objects.visible_to(fay)
    assert not item.named_readers.exists()


def test_the_same_again_says_nothing(ana: Person, fay: Person) -> None:
    item = an_article(by=ana, audience="people", readers=[fay])
    before = everything()
    actions.change_audience(item, "people", by=ana, readers=[fay])
    assert everything() == before


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "gus", "fay", "nia", "adi"])
def test_others_do_not(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = an_article(by=ana, audience="public"), request.getfixturevalue(name)
    with not_allowed():
        actions.change_audience(item, "unit", by=person)


@pytest.mark.parametrize("word", ["", "everyone", "people ", "UNIT", "unit"])
def test_a_word_that_is_no_audience_of_the_kind_is_refused(ana: Person, word: str) -> None:
    item = a_draft(by=ana, kind="term", audience="public")
    with refused("can't have that audience"):
        actions.change_audience(item, word, by=ana)


def test_a_private_draft_stays_private_whatever_its_audience(ana: Person, dora: Person) -> None:
    item = a_draft(by=ana)
    with not_allowed():
        actions.change_audience(item, "public", by=dora)
    actions.change_audience(item, "public", by=ana)
    assert not Item.objects.visible_to(dora)
