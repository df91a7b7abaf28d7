"""Answering with one press."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.shared.comments.actions import comment, react
from lubuk.shared.comments.models import Comment, Reaction, Says
from lubuk.shared.notifications.models import Notice
from tests.cast import Visit, a_step, an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def said(ana: Person, ben: Person) -> Comment:
    return comment(an_article(by=ana), "Turn it slowly.", by=ben)


def test_a_thank_you_is_counted_and_reaches_the_writer(
    said: Comment, ben: Person, cleo: Person, visit: Visit
) -> None:
    page = visit(cleo).post(f"/comments/{said.pk}/react/", {"says": "thanks"}, follow=True).content.decode()
    assert 'value="thanks" aria-pressed="true">Thank you <b>1</b>' in page
    assert Notice.objects.get(event="thanked").person == ben
    assert cleo.name in visit(ben).get(f"/comments/{said.pk}/more/").content.decode()


def test_pressed_again_it_is_taken_back(said: Comment, cleo: Person) -> None:
    assert react(said, "used", by=cleo)
    assert not react(said, "used", by=cleo)
    assert not Reaction.objects.exists()


def test_one_can_disagree_and_offer_help_at_once_and_disagreement_is_no_notice(
    said: Comment, cleo: Person
) -> None:
    react(said, "disagree", by=cleo)
    react(said, "help", by=cleo)
    assert set(Reaction.objects.values_list("says", flat=True)) == {"disagree", "help"}
    assert set(Notice.objects.filter(because="speaker").values_list("event", flat=True)) == {"help-offered"}


def test_nothing_is_offered_that_would_be_refused(
    said: Comment, ana: Person, ben: Person, cleo: Person, dora: Person, visit: Visit
) -> None:
    button, address = '<button class="btn bare small" name="says"', said.item.get_absolute_url()
    for says in Says.values:
        react(said, says, by=cleo)
    assert button in visit(cleo).get(address).content.decode()
    assert button not in visit(ben).get(address).content.decode()
    actions.take_step(said.item, a_step(said.item, "withdraw"), by=ana, reason="Old.")
    page = visit(dora).get(f"/items/{said.item_id}/comments/").content.decode()
    assert "Turn it slowly." in page
    assert button not in page


def test_nobody_thanks_themselves_and_nothing_else_can_be_said(
    said: Comment, ben: Person, cleo: Person, fay: Person
) -> None:
    for person in (ben, fay):
        with not_allowed():
            react(said, "thanks", by=person)
    with refused("Choose one of the answers"):
        react(said, "like", by=cleo)
