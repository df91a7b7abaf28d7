"""Visitors: processes that ask for pages over connections kept open, and take the time of each answer."""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.pool import Pool
from statistics import quantiles

VISITORS = (
    2  # the next question is there when an answer goes out, so the server never waits for its measurers
)
PATIENCE = 30.0  # seconds for one answer
CHUNK = 1 << 18
SECRET = "k" * 32  # as each browser keeps one from its first form on
LENGTH = b"\r\ncontent-length: "


@dataclass(frozen=True)
class Tour:
    """A round of pages as one visitor makes it. `is_fresh` gives each request an address never asked for
    before."""

    port: int
    paths: Sequence[str]
    session: str = ""
    is_fresh: bool = False

    def requests(self, visitor: int) -> Iterator[bytes]:
        cookie = f"Cookie: sessionid={self.session}; csrftoken={SECRET}\r\n" if self.session else ""
        head = f"Host: 127.0.0.1:{self.port}\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n{cookie}\r\n"
        for number, path in enumerate(cycle(self.paths)):
            fresh = (
                f"{'&' if '?' in path else '?'}n={visitor}.{time.time_ns()}.{number}" if self.is_fresh else ""
            )
            yield f"GET {path}{fresh} HTTP/1.1\r\n{head}".encode()


@dataclass(frozen=True)
class Spans:
    """How many answers came in a second, and how long they took (ms)."""

    rate: float
    median: float
    p95: float
    count: int


class WrongAnswer(Exception):
    """The server did not give the page; a rate of refusals would say nothing."""


@contextmanager
def visitors() -> Iterator[Pool]:
    # Spawned: a forked copy of this process would carry its Django along.
    with get_context("spawn").Pool(VISITORS) as pool:
        yield pool


def warm(pool: Pool, tour: Tour) -> None:
    """Each page once or more, so that what is measured is a server in use."""
    pool.starmap(go_round, [(tour, visitor, 0.5) for visitor in range(VISITORS)], chunksize=1)
    pool.apply(go_round, (tour, 0, 0.0))


def visit(pool: Pool, tour: Tour, seconds: float) -> Spans:
    """All visitors make the tour over and over for so long."""
    taken = pool.starmap(go_round, [(tour, visitor, seconds) for visitor in range(VISITORS)], chunksize=1)
    spans = [span for visitor in taken for span in visitor]
    cuts = quantiles(spans, n=100)
    return Spans(len(spans) / seconds, cuts[49] * 1000, cuts[94] * 1000, len(spans))


def go_round(tour: Tour, visitor: int, seconds: float) -> list[float]:
    """Seconds of each answer. Zero seconds: the round is made once."""
    spans, ends = list[float](), time.perf_counter() + seconds
    with socket.create_connection(("127.0.0.1", tour.port), PATIENCE) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in tour.requests(visitor):
            begun = time.perf_counter()
            connection.sendall(request)
            receive(connection, request)
            now = time.perf_counter()
            spans.append(now - begun)
            if now > ends and (seconds or len(spans) >= len(tour.paths)):
                return spans
    return spans


def receive(connection: socket.socket, request: bytes) -> None:
    answer = connection.recv(CHUNK)
    while b"\r\n\r\n" not in answer:
        more = connection.recv(CHUNK)
        if not more:
            raise WrongAnswer(f"{said(request)}: the connection was closed.")
        answer += more
    head, _, body = answer.partition(b"\r\n\r\n")
    _, stated, rest = head.lower().partition(LENGTH)
    if not head.startswith(b"HTTP/1.1 200") or not stated:
        raise WrongAnswer(f"{said(request)}: {head.splitlines()[0].decode()}")
    left = int(rest.split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(connection.recv(CHUNK))


def said(request: bytes) -> str:
    return request.splitlines()[0].decode()
