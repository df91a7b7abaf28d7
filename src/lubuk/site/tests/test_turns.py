from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lubuk.site import turns

SOON = 10  # seconds after which a test gives up


class House:
    """Answers /slow when it is told to, and everything else at once."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()
        self.answer = turns.take_turns(self.make)

    def make(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/slow":
            self.begun.set()
            self.go_on.wait(SOON)
        if request.path == "/broken":
            raise ValueError("broken")
        return HttpResponse(request.path)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", SOON)
    return House()


@contextmanager
def meanwhile(act: Callable[[], HttpResponse]) -> Iterator[Future[HttpResponse]]:
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(act)


def test_a_page_waits_until_the_one_before_it_is_made(house: House, rf: RequestFactory) -> None:
    with meanwhile(lambda: house.answer(rf.get("/slow"))) as slow:
        assert house.begun.wait(SOON)
        with meanwhile(lambda: house.answer(rf.get("/next"))) as following:
            assert not following.done()
            house.go_on.set()
            assert following.result(SOON).content == b"/next"
        assert slow.done()


def test_nobody_waits_for_ever_for_a_slow_page(
    house: House, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.01)
    with meanwhile(lambda: house.answer(rf.get("/slow"))) as slow:
        assert house.begun.wait(SOON)
        assert house.answer(rf.get("/next")).content == b"/next"
        assert not slow.done()
        house.go_on.set()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_sent_holds_up_nobody_and_is_not_held_up(
    house: House, rf: RequestFactory, method: str
) -> None:
    sending = getattr(rf, method)
    with meanwhile(lambda: house.answer(sending("/slow"))):
        assert house.begun.wait(SOON)
        assert house.answer(rf.get("/page")).content == b"/page"
        assert house.answer(sending("/other")).content == b"/other"
        house.go_on.set()


def test_a_page_that_fails_passes_its_turn_on(house: House, rf: RequestFactory) -> None:
    with pytest.raises(ValueError, match="broken"):
        house.answer(rf.get("/broken"))
    assert house.answer(rf.get("/next")).content == b"/next"


def test_with_a_database_of_its_own_nobody_takes_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    with pytest.raises(MiddlewareNotUsed):
        turns.take_turns(lambda request: HttpResponse())
