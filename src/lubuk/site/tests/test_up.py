"""`lubuk up`, as a whole: real processes on a real port."""

import os
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from lubuk.site.tests.running import Running, command, eventually, is_alive, lubuk

IDLE_MEGABYTES = 300  # for launcher, web server and worker together, promised


@pytest.fixture(scope="module")
def data(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(prepared, tmp_path_factory.mktemp("up") / "data")


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Running]:
    """For tests that look."""
    with lubuk(data) as running:
        yield running


@pytest.fixture(scope="module")
def other_data(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(prepared, tmp_path_factory.mktemp("other") / "data")


@pytest.fixture
def doomed(other_data: Path) -> Iterator[Running]:
    """For tests that kill."""
    with lubuk(other_data) as running:
        yield running


def test_all_parts_are_well(running: Running) -> None:
    state = running.health()
    assert state.pop("status") == "ok"
    assert {"database", "worker", "storage"} <= set(state)
    assert set(state.values()) == {"ok"}


def test_it_says_where_it_is(running: Running, data: Path) -> None:
    assert f"Lubuk is ready at http://127.0.0.1:{running.port}\n" in running.said
    assert str(data) in running.said


def test_only_its_own_account_may_look_into_the_data(running: Running, data: Path) -> None:
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "lubuk.sqlite3").stat().st_mode) == 0o600


def test_pages_carry_the_strict_policy(running: Running) -> None:
    _, headers, _ = running.get("/nowhere/")
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_ctrl_c_ends_everything(doomed: Running) -> None:
    processes = doomed.processes()
    doomed.stop()
    assert doomed.process.returncode == 0
    assert not any(map(is_alive, processes))


def test_nothing_outlives_a_killed_launcher(doomed: Running) -> None:
    processes = doomed.processes()
    assert len(processes) >= 3
    os.kill(doomed.process.pid, signal.SIGKILL)
    assert eventually(lambda: not any(map(is_alive, processes)), within=5)


def test_a_killed_server_and_a_killed_worker_come_back(doomed: Running) -> None:
    before = doomed.processes()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: doomed.is_healthy() and not set(before) & set(doomed.processes()))


def test_a_second_start_has_nothing_to_prepare(other_data: Path) -> None:
    """How long it takes is measured by `lubuk bench pages`."""
    with lubuk(other_data):
        prepared = (other_data / "prepared.json").stat().st_mtime_ns
    with lubuk(other_data) as again:
        assert again.is_healthy()
    assert (other_data / "prepared.json").stat().st_mtime_ns == prepared


def test_it_is_small_while_nobody_asks(running: Running) -> None:
    kilobytes = sum(_proportional(pid) for pid in [running.process.pid, *running.processes()])
    assert kilobytes < IDLE_MEGABYTES * 1024


def _proportional(pid: int) -> int:
    """The process's own memory and its share of what it has in common with others, in kB (man proc,
    smaps_rollup).
    """
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def test_a_taken_port_is_named_with_a_way_out(running: Running, tmp_path: Path) -> None:
    refused = command("up", "--port", str(running.port), "--data", str(tmp_path / "other"))
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        f"Port {running.port} is taken by another program. Stop it, or choose another"
    )


def test_two_cannot_share_a_data_folder(running: Running, data: Path) -> None:
    refused = command("up", "--port", str(running.port), "--data", str(data))
    assert refused.returncode == 1
    assert "runs already" in refused.stderr


def test_wrong_settings_are_all_told_at_once_and_nothing_starts(tmp_path: Path) -> None:
    data = tmp_path / "data"
    refused = command("up", "--data", str(data), DATABASE_URL="mysql://root@db/x", LUBUK_DEBGU="yes")
    assert refused.returncode == 2
    assert "DATABASE_URL: “mysql” is no database Lubuk knows" in refused.stderr
    assert "LUBUK_DEBGU: there is no such setting; did you mean LUBUK_DEBUG?" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not data.exists()
