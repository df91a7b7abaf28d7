"""The supervisor, with small programs for children."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from lubuk.site.serving import supervisor
from lubuk.site.serving.supervisor import Child, supervise


def _program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _end_after(seconds: float) -> None:
    threading.Timer(seconds, os.kill, [os.getpid(), signal.SIGTERM]).start()


def test_a_child_that_dies_is_started_again_with_longer_and_longer_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    lives = tmp_path / "lives"
    child = Child("The reader", _program(f"open({str(lives)!r}, 'a').write('x'); raise SystemExit(3)"))
    child._pause = 0.05
    _end_after(1.5)
    supervise([child], is_up=lambda: True, greet=lambda: None)
    assert 2 <= len(lives.read_text()) <= 5
    assert "The reader ended (code 3); starting it again" in capfd.readouterr().err


def test_a_deaf_child_is_killed_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.2)
    ready = tmp_path / "ready"
    deaf = (
        f"import signal, time; signal.signal(15, signal.SIG_IGN); open({str(ready)!r}, 'w'); time.sleep(60)"
    )
    child = Child("The deaf one", _program(deaf))
    greeted: list[float] = []

    def greet() -> None:
        greeted.append(time.monotonic())
        _end_after(0.1)

    supervise([child], is_up=ready.exists, greet=greet)
    assert len(greeted) == 1
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_signals_are_as_before_when_it_is_over() -> None:
    before = signal.getsignal(signal.SIGTERM)
    _end_after(0.1)
    supervise([], is_up=lambda: False, greet=lambda: None)
    assert signal.getsignal(signal.SIGTERM) is before
