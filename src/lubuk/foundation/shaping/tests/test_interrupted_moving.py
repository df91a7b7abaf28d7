"""A worker that is killed while it moves pages to the newer form of their kind, and what comes of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import move_to_kind_version
from lubuk.foundation.items.kinds.registry import get, kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.shaping import moving
from lubuk.foundation.shaping.models import Moving
from lubuk.foundation.shaping.moving import ask_to_move, carry_out, interrupted, take_hold
from lubuk.foundation.shaping.tests.makers import GUIDE, a_shaped_kind, guide_without_time
from tests.cast import a_draft, fresh, refused, trail_of

pytestmark = [pytest.mark.usefixtures("many_connections"), pytest.mark.postgres]

MOVED = ("adi", "MovedToKindVersion")


@pytest.fixture
def guides(adi: Person, ana: Person) -> list[Item]:
    items = [a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"}) for _n in range(5)]
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    return items


@pytest.fixture
def killed_in_the_midst_of_the_third(monkeypatch: pytest.MonkeyPatch) -> Callable[[Moving], None]:
    """As a worker that is killed: a process of its own, with SIGKILL, while its transaction is open."""

    def killed(asked: Moving) -> None:
        begun: list[Item] = []

        def move(item: Item, *, by: Person) -> None:
            begun.append(item)
            with transaction.atomic():
                move_to_kind_version(item, by=by)
                if len(begun) == 3:
                    os.kill(os.getpid(), signal.SIGKILL)

        share_no_connection()
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(moving, "move_to_kind_version", move)
            child = os.fork()
            if child == 0:
                try:
                    carry_out(asked)
                finally:
                    os._exit(1)
        _pid, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL

    return killed


def share_no_connection() -> None:
    """A connection that two processes hold lives on when one of them is killed, with what it had begun."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def a_minute_passes() -> None:
    Moving.objects.update(beat_at=Moving.objects.get().beat_at - timedelta(seconds=61))  # type: ignore[operator]


def how_many_moved(items: list[Item]) -> int:
    newest = get("guide")
    return sum(kind_of(fresh(item)) is newest for item in items)


def test_what_was_moved_stays_moved_and_the_rest_goes_on(
    guides: list[Item], adi: Person, killed_in_the_midst_of_the_third: Callable[[Moving], None]
) -> None:
    killed_in_the_midst_of_the_third(ask_to_move("guide", by=adi))
    assert how_many_moved(guides) == 2
    assert interrupted() == []  # it may still be alive
    a_minute_passes()
    (number,) = interrupted()
    going_on = Moving.objects.get(pk=number)
    carry_out(going_on)
    assert (going_on.moved, going_on.total, going_on.refused) == (5, 5, {})
    assert [trail_of(item).count(MOVED) for item in guides] == [1] * 5
    assert interrupted() == []


def test_who_asks_again_goes_on_with_the_same_one(
    guides: list[Item], adi: Person, killed_in_the_midst_of_the_third: Callable[[Moving], None]
) -> None:
    asked = ask_to_move("guide", by=adi)
    killed_in_the_midst_of_the_third(asked)
    with refused("being moved already"):
        ask_to_move("guide", by=adi)
    a_minute_passes()
    again = ask_to_move("guide", by=adi)
    assert again.pk == asked.pk
    carry_out(again)
    assert how_many_moved(guides) == 5


def test_two_workers_never_move_at_once(guides: list[Item], adi: Person) -> None:
    asked = ask_to_move("guide", by=adi)
    assert take_hold(asked)
    carry_out(Moving.objects.get(pk=asked.pk))
    assert how_many_moved(guides) == 0
