"""The two servers of a bench, each as its administrator would start it, on a data folder that is thrown
away."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lubuk.site.configuration.places import PACKAGE

PATIENCE = 900.0  # seconds until a server answers: the first start of a register writes its whole index
LOOK_EVERY = 0.1
BARE = "lubuk.site.bench.bare.settings"


@dataclass(frozen=True)
class Server:
    pid: int
    port: int
    answered: float  # for the first time, by the clock that only goes on


class NotReady(Exception):
    """In words for the person who measures."""


@contextmanager
def product(data: Path) -> Iterator[Server]:
    """`lubuk up` with everything it starts."""
    port = free_port()
    line = ["-m", "lubuk", "up", "--port", str(port), "--data", str(data)]
    with started(line, environment(data)) as process:
        wait_for(process, port, "/healthz")
        yield Server(process.pid, port, time.monotonic())


@contextmanager
def bare(data: Path) -> Iterator[Server]:
    """The bare project in the product's server, with the same options."""
    port = free_port()
    variables = {**environment(data), "DJANGO_SETTINGS_MODULE": BARE}
    run(["-m", "lubuk.site.bench.bare.making"], variables)
    with started(["-m", "lubuk.site.serving.web", "127.0.0.1", str(port), "1"], variables) as process:
        wait_for(process, port, "/pages/1/")
        yield Server(process.pid, port, time.monotonic())


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory(prefix="lubuk-bench-") as folder:
        data, other = Path(folder, "lubuk"), Path(folder, "bare")
        data.mkdir(mode=0o700)
        other.mkdir(mode=0o700)
        yield data, other


def made(data: Path, items: int, *options: str) -> dict[str, Any]:
    """The Stock (see `stock.py`) that was put into the data folder."""
    run(["-m", "lubuk.site.serving.prepare", "database"], environment(data))
    said: dict[str, Any] = json.loads(
        run(["-m", "lubuk", "bench", "stock", "--items", str(items), *options], environment(data))
    )
    return said


def environment(data: Path) -> dict[str, str]:
    """Nobody's own settings: what is measured is what the product is when nothing was set.

    Less one: a worker that learns for hours what so many made-up items mean would take the processor from the pages.
    """
    left = {name: value for name, value in os.environ.items() if not name.startswith(("LUBUK_", "DJANGO_"))}
    left.pop("DATABASE_URL", None)
    return {**left, "PYTHONPATH": str(PACKAGE.parent), "LUBUK_DATA": str(data), "EMBEDDINGS_URL": "off"}


def run(line: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, *line], env=variables, capture_output=True, text=True)
    if done.returncode:
        raise NotReady(f"{' '.join(line)} failed:\n{done.stderr.strip()}")
    return done.stdout


@contextmanager
def started(line: list[str], variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, *line], env=variables, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(port, path):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotReady("A server of the bench did not start; what it said is above.")
        time.sleep(LOOK_EVERY)


def answers(port: int, path: str) -> bool:
    try:
        text(port, path)
    except (OSError, http.client.HTTPException):
        return False
    return True


def text(port: int, path: str) -> str:
    """Raises HTTPException when the answer is no page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        if answer.status != http.HTTPStatus.OK:
            raise http.client.HTTPException(f"{path}: {answer.status}")
        return answer.read().decode()
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
