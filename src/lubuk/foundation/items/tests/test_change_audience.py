"""Saying who may see an item."""

from dataclasses import replace

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds import registry
from lubuk.foundation.items.models import Item
from tests.cast import (
    Visit,
    a_draft,
    a_guide,
    a_step,
    an_article,
    everything,
    fresh,
    last_entry,
    not_allowed,
    refused,
)

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


# What was reviewed was reviewed for those who would read it


def test_a_reviewed_page_is_opened_to_more_by_who_would_publish_it(ana: Person, dora: Person) -> None:
    item = a_guide(by=ana, approved_by=dora)
    with not_allowed("reviewed for fewer readers"):
        actions.change_audience(item, "public", by=ana)
    actions.change_audience(item, "public", by=dora)
    assert fresh(item).audience == "public"


def test_its_author_may_still_narrow_it(ana: Person, dora: Person) -> None:
    item = a_guide(by=ana, approved_by=dora)
    actions.change_audience(item, "unit", by=ana)
    assert fresh(item).audience == "unit"


def test_nobody_is_slipped_in_before_the_approval(ana: Person) -> None:
    item = a_draft(by=ana, kind="guide")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    with not_allowed("reviewed for fewer readers"):
        actions.change_audience(item, "public", by=ana)


def test_naming_people_narrows_it_only_to_those_who_see_it_already(
    ana: Person, dora: Person, ben: Person, fay: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds, flows = dict(registry.kinds()), registry.kinds_and_flows()[1]
    kinds["guide"] = replace(kinds["guide"], audiences=("people", *kinds["guide"].audiences))
    monkeypatch.setattr(registry, "kinds_and_flows", lambda: (kinds, flows))
    item = a_guide(by=ana, approved_by=dora)
    with not_allowed("reviewed for fewer readers"):
        actions.change_audience(item, "people", by=ana, readers=[ben, fay])
    actions.change_audience(item, "people", by=ana, readers=[ben])
    assert Item.objects.visible_to(ben).get() == item


def test_a_steward_does_not_widen_what_is_their_own(dora: Person, odi: Person) -> None:
    """As they don't approve it."""
    item = a_guide(by=dora, approved_by=odi)
    with not_allowed("reviewed for fewer readers"):
        actions.change_audience(item, "public", by=dora)


def test_where_authors_publish_they_also_widen(ana: Person) -> None:
    item = an_article(by=ana)
    actions.change_audience(item, "public", by=ana)
    assert fresh(item).audience == "public"


def test_the_form_offers_an_author_no_wider_audience_of_a_reviewed_page(
    ana: Person, dora: Person, visit: Visit
) -> None:
    item = a_guide(by=ana, approved_by=dora)
    wider = 'name="audience" value="public"'
    page = visit(ana).get(f"/items/{item.pk}/edit/").text
    assert wider not in page
    assert "can open it to more readers" in page
    assert wider in visit(dora).get(f"/items/{item.pk}/edit/").text
