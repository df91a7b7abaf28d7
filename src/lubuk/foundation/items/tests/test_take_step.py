"""The steps of a flow."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.publishing import MOST_REASON
from lubuk.foundation.items.models import Item, Phase
from tests.cast import a_draft, a_guide, a_step, an_article, fresh, last_entry, not_allowed, refused, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_text_goes_to_review_and_comes_back_with_a_reason(ana: Person, dora: Person) -> None:
    item = a_draft(by=ana, kind="guide")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    assert Item.objects.visible_to(dora).get() == item
    actions.take_step(item, a_step(item, "return"), by=dora, reason="Say who calls.")
    entry = last_entry(item)
    assert (entry.act, entry.from_state, entry.to_state) == ("Stepped", "review", "draft")
    assert entry.reason == "Say who calls."
    assert not Item.objects.visible_to(dora)


@pytest.mark.parametrize("reason", ["", "  ", "\0"])
def test_a_step_that_asks_why_waits_for_an_answer(ana: Person, dora: Person, reason: str) -> None:
    item = a_draft(by=ana, kind="guide")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    with refused("Write the reason"):
        actions.take_step(item, a_step(item, "return"), by=dora, reason=reason)


@pytest.mark.parametrize("step", ["submit", "approve", "return"])
@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "gus", "fay", "nia", "adi"])
def test_others_take_no_step(ana: Person, step: str, name: str, request: pytest.FixtureRequest) -> None:
    item = a_draft(by=ana, kind="guide")
    if step != "submit":
        actions.take_step(item, a_step(item, "submit"), by=ana)
    person = request.getfixturevalue(name)
    with not_allowed():
        actions.take_step(item, a_step(item, step), by=person, reason="Because.")


def test_a_step_is_only_taken_from_where_it_begins(ana: Person, dora: Person) -> None:
    item = a_guide(by=ana, approved_by=dora)
    with refused("has moved on"):
        actions.take_step(item, a_step(item, "return"), by=dora, reason="Too late.")
    with refused("has moved on"):
        actions.take_step(item, a_step(item, "publish-again"), by=dora)


def test_who_comes_second_finds_that_it_has_moved_on(ana: Person, dora: Person) -> None:
    item = a_draft(by=ana, kind="guide")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    open_at_anas = fresh(item)
    assert open_at_anas.draft is not None
    actions.take_step(item, a_step(item, "approve"), by=dora)
    with refused("has moved on"):
        actions.take_step(open_at_anas, a_step(item, "return"), by=ana, reason="Wait.")
    assert (fresh(item).state, fresh(item).phase) == ("published", Phase.PUBLISHED)


def test_words_changed_since_they_were_read_are_not_approved(ana: Person, dora: Person, odi: Person) -> None:
    item = a_draft(by=ana, kind="guide")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    draft = fresh(item).draft
    assert draft is not None
    rewrite(item, by=odi, body="<p>Something else.</p>")
    with refused("changed since you opened the page"):
        actions.take_step(item, a_step(item, "approve"), by=dora, read=draft.as_read)
    newest = fresh(item).draft
    assert newest is not None
    actions.take_step(item, a_step(item, "approve"), by=dora, read=newest.as_read)
    assert fresh(item).phase == Phase.PUBLISHED


def test_withdrawn_it_is_kept_for_those_who_tend_it(ana: Person, ben: Person, dora: Person) -> None:
    item = an_article(by=ana, audience="public")
    actions.take_step(item, a_step(item, "withdraw"), by=ana, reason="The pump is gone.")
    assert not Item.objects.visible_to(ben)
    assert Item.objects.visible_to(dora).get() == item
    actions.take_step(item, a_step(item, "publish-again"), by=ana)
    assert Item.objects.visible_to(ben).get() == item


def test_a_steward_does_not_act_on_what_is_for_named_people(ana: Person, dora: Person) -> None:
    item = an_article(by=ana, audience="people")
    with not_allowed():
        actions.take_step(item, a_step(item, "withdraw"), by=dora, reason="Because.")


def test_the_published_text_stays_while_the_next_is_reviewed(ana: Person, dora: Person, cleo: Person) -> None:
    item = a_guide(by=ana, approved_by=dora, title="Old")
    rewrite(item, by=ana, title="New")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    assert Item.objects.visible_to(cleo).get().title == "Old"
    actions.take_step(item, a_step(item, "approve"), by=dora)
    assert Item.objects.visible_to(cleo).get().title == "New"


def test_a_very_long_reason_is_cut_and_not_refused(ana: Person) -> None:
    item = an_article(by=ana)
    actions.take_step(item, a_step(item, "withdraw"), by=ana, reason="x" * 100_000)
    assert len(last_entry(item).reason) == MOST_REASON
