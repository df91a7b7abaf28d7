"""Moving every page of a kind to its newest form."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.shaping.moving import ask_to_move, carry_out
from lubuk.foundation.shaping.tests.makers import GUIDE, REVIEWED, a_shaped_kind, guide_without_time
from lubuk.foundation.shaping.texts import shipped
from tests.cast import a_draft, fresh, not_allowed, refused, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_every_page_is_moved_and_loses_nothing(adi: Person, ana: Person) -> None:
    items = [a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"}) for _n in range(3)]
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    moving = ask_to_move("guide", by=adi)
    carry_out(moving)
    assert (moving.moved, moving.total, moving.refused) == (3, 3, {})
    assert moving.ended_at
    item = fresh(items[0])
    assert kind_of(item).field("steps_time") is None
    assert item.draft is not None
    assert item.draft.fields == {"steps_time": "Two hours"}
    assert trail_of(item)[-1] == ("adi", "MovedToKindVersion")


def test_what_cannot_be_moved_is_counted_with_its_reason(adi: Person, ana: Person) -> None:
    a_draft(by=ana, kind="guide")
    text = (
        shipped()[REVIEWED]
        .text.replace("  draft:\n", "  begun:\n")
        .replace("draft]", "begun]")
        .replace("to: draft", "to: begun")
    )
    a_shaped_kind(REVIEWED, text, by=adi)
    moving = ask_to_move("guide", by=adi)
    carry_out(moving)
    assert moving.moved == 0
    ((said, count),) = moving.refused.items()
    assert "has no state “draft”" in said
    assert count == 1


def test_once_is_enough(adi: Person, ana: Person) -> None:
    with refused("follows its newest form already"):
        ask_to_move("guide", by=adi)
    a_draft(by=ana, kind="guide")
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    ask_to_move("guide", by=adi)
    with refused("being moved already"):
        ask_to_move("guide", by=adi)
    with not_allowed():
        ask_to_move("guide", by=ana)
