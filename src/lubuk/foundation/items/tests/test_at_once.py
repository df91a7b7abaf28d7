"""Two who act on the same item at the same moment."""

from functools import partial
from typing import Any

import pytest

from lubuk.foundation.access.actions import give_role, take_role
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Conflict, Writing
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.verifying import verify
from tests.at_once import at_once
from tests.cast import a_draft, a_step, an_article, fresh

pytestmark = [pytest.mark.usefixtures("many_connections"), pytest.mark.postgres]


def test_of_two_who_save_at_once_one_wins_one_is_told_and_both_texts_stay(ana: Person) -> None:
    for round_ in range(5):
        item = a_draft(by=ana)
        opened = item.draft_id or 0

        def save(said: str, item: Item = item, opened: int = opened) -> Any:
            writing = Writing(title=said, body=f"<p>{said}</p>")
            return actions.save_draft(fresh(item), writing, by=ana, from_version=opened, revision=1)

        came = at_once(lambda: save("left"), lambda: save("right"))
        assert sum(isinstance(one, Conflict) for one in came) == 1, (round_, came)
        assert {version.body for version in item.versions.all()} == {"<p>left</p>", "<p>right</p>"}


def test_of_two_who_begin_the_next_version_at_once_one_is_told(ana: Person) -> None:
    item = an_article(by=ana)
    opened = item.published_id or 0

    def save(said: str) -> Any:
        return actions.save_draft(
            fresh(item), Writing(title=said, body=f"<p>{said}</p>"), by=ana, from_version=opened, revision=1
        )

    came = at_once(*(lambda said=said: save(said) for said in "abcd"))
    assert sum(isinstance(one, Conflict) for one in came) == 3
    assert {version.body for version in item.versions.all()} >= {f"<p>{said}</p>" for said in "abcd"}


def test_numbers_are_given_once(ana: Person) -> None:
    drafts = at_once(*(lambda: [a_draft(by=ana).number for _time in range(5)] for _person in range(6)))
    numbers = [number for those in drafts for number in those]
    assert len(set(numbers)) == 30
    assert sorted(int(number.rsplit("-", 1)[1]) for number in numbers) == list(range(1, 31))


def test_an_approval_and_a_return_at_once_do_not_both_happen(ana: Person, dora: Person) -> None:
    for _round in range(5):
        item = a_draft(by=ana, kind="guide")
        actions.take_step(item, a_step(item, "submit"), by=ana)
        mine, hers = fresh(item), fresh(item)
        came = at_once(
            partial(actions.take_step, hers, a_step(hers, "approve"), by=dora),
            partial(actions.take_step, mine, a_step(mine, "return"), by=ana, reason="Wait."),
        )
        assert sum(isinstance(one, Refused) for one in came) == 1, came
        found = fresh(item)
        assert (
            (found.phase == Phase.PUBLISHED) == (found.published_id is not None) == (found.draft_id is None)
        )


def test_two_administrators_do_not_take_each_others_role(adi: Person, odi: Person) -> None:
    give_role(odi, "administrator", by=adi)
    of_adi, of_odi = (Role.objects.get(person=person, name="administrator") for person in (adi, odi))
    came = at_once(lambda: take_role(of_odi, by=adi), lambda: take_role(of_adi, by=odi))
    assert sum(isinstance(one, Refused) for one in came) == 1
    assert Role.objects.filter(name="administrator").count() == 1


def test_the_trail_stays_one_chain(ana: Person) -> None:
    at_once(*(lambda: [an_article(by=ana) for _time in range(4)] for _person in range(5)))
    verdict = verify()
    assert verdict.is_whole, verdict.broken
    assert verdict.entries == 40


def test_two_put_into_each_other_at_once_make_no_circle(ana: Person) -> None:
    left, right = an_article(by=ana, kind="collection"), an_article(by=ana, kind="collection")
    at_once(
        lambda: actions.add_part(fresh(left), right, by=ana),
        lambda: actions.add_part(fresh(right), left, by=ana),
    )
    assert Item.objects.parts_of(left.pk).count() + Item.objects.parts_of(right.pk).count() == 1
