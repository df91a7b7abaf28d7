"""A link is taken away from either end."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import link, unlink
from lubuk.foundation.items.models import Link
from tests.cast import an_article, not_allowed, refused, trail_of


@pytest.mark.parametrize("meaning", ["replaces", "relation"])
def test_from_the_end_that_it_was_not_set_from(ana: Person, ben: Person, meaning: str) -> None:
    one, other = an_article(by=ana), an_article(by=ben)
    link(one, other, meaning, by=ana)
    unlink(other, one, meaning, by=ben)
    assert not Link.objects.exists()
    assert trail_of(one)[-1] == trail_of(other)[-1] == ("ben", "Unlinked")


def test_what_is_not_there_is_no_act(ana: Person) -> None:
    one, other = an_article(by=ana), an_article(by=ana)
    unlink(one, other, "replaces", by=ana)
    assert ("ana", "Unlinked") not in trail_of(one)


def test_a_mention_is_taken_away_in_the_text(ana: Person) -> None:
    one, other = an_article(by=ana), an_article(by=ana)
    with refused("Choose what the other page is"):
        unlink(one, other, "mentions", by=ana)


def test_who_may_not_write_takes_nothing_away(ana: Person, cleo: Person) -> None:
    one, other = an_article(by=ana), an_article(by=ana)
    link(one, other, "replaces", by=ana)
    with not_allowed():
        unlink(one, other, "replaces", by=cleo)
