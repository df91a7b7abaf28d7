"""A whole Lubuk for tests that need one: started as an administrator starts it, in a folder of its own."""

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lubuk.site.configuration.places import PACKAGE

LAST_WORDS = "Ctrl-C stops it."
PATIENCE = 180.0  # seconds, on a machine that runs other tests beside this one


@dataclass
class Running:
    process: subprocess.Popen[str]
    port: int
    said: str

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return (
                response.status,
                {name.lower(): value for name, value in response.getheaders()},
                response.read(),
            )
        finally:
            connection.close()

    def is_healthy(self) -> bool:
        try:
            return self.get("/healthz")[0] == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False

    def health(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.get("/healthz")[2])
        return state

    def processes(self) -> list[int]:
        """The numbers of everything that it started."""
        return _below(self.process.pid)

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    left = {name: value for name, value in os.environ.items() if not name.startswith(("LUBUK_", "DJANGO_"))}
    left.pop("DATABASE_URL", None)
    # A worker that finds out what the sample means would take the processor from what is tested.
    return {**left, "PYTHONPATH": str(PACKAGE.parent), "EMBEDDINGS_URL": "off", **more}


def made_once(name: str, make: Callable[[Path], None], folders: pytest.TempPathFactory) -> Path:
    """What takes long to make. Of several processes that run tests the first makes it, and the others wait."""
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / name).exists():
            make(shared / f"{name}-in-the-making")
            (shared / f"{name}-in-the-making").rename(shared / name)
    return shared / name


def command(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "lubuk", *arguments]
    return subprocess.run(
        line, env=environment(**variables), capture_output=True, text=True, timeout=PATIENCE
    )


@contextmanager
def lubuk(data: Path, *arguments: str, program: Path | None = None, **settings: str) -> Iterator[Running]:
    """Started and healthy. Whatever the test does with it, nothing is left when the block ends.

    `program` is the command of an installed Lubuk; without it this checkout is started.
    """
    port = free_port()
    command = [str(program)] if program else [sys.executable, "-m", "lubuk"]
    variables = environment(**settings)
    if program:
        del variables["PYTHONPATH"]
    process = subprocess.Popen(
        [*command, "up", "--port", str(port), "--data", str(data), *arguments],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    running = Running(process, port, "")
    impatience = threading.Timer(PATIENCE, process.kill)
    impatience.start()
    try:
        for said in process.stdout or ():
            running.said += said
            if LAST_WORDS in said:
                break
        impatience.cancel()
        assert LAST_WORDS in running.said, running.said
        yield running
    finally:
        impatience.cancel()
        process.kill()
        process.wait()


def eventually(true: Any, *, within: float = PATIENCE) -> bool:
    deadline = time.monotonic() + within
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _below(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(below for child in children for below in _below(child))]
