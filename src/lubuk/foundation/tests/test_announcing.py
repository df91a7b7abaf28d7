"""News of many acts is heard at once, and never of what was undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from lubuk.foundation import announcing
from lubuk.foundation.announcing import Announcement, announce, listen_to_many, together

HEARD: list[list[str]] = []


def hear(said: Sequence[Announcement]) -> None:
    HEARD.append([one.reason for one in said])


@pytest.fixture(autouse=True)
def _listener() -> Iterator[None]:
    HEARD.clear()
    listen_to_many(Announcement, hear)
    yield
    del announcing._listeners[Announcement]
    announcing._to_many.discard(hear)


def ring(why: str) -> None:
    announce(Announcement(by=None, reason=why))


def test_alone_it_is_heard_at_once() -> None:
    ring("noon")
    assert HEARD == [["noon"]]


def test_together_all_are_heard_at_the_end() -> None:
    with together():
        ring("noon")
        with together():
            ring("fire")
        assert HEARD == []
    assert HEARD == [["noon", "fire"]]


def ring_and_fail() -> None:
    with together():
        ring("fire")
        raise ValueError("the rope broke")


def test_what_was_undone_is_not_heard() -> None:
    with together():
        ring("noon")
        with pytest.raises(ValueError, match="rope"):
            ring_and_fail()
    assert HEARD == [["noon"]]
