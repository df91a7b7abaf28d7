"""Pages measured beside a bare Django view and a static file, in one run on one machine.

What is asked of the product ("the budget") is written in `verdicts`. How a made-up library is made is in
`stock.py`, the servers in `servers.py`, the visitors in `visiting.py`, what is printed in `telling.py`.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.pool import Pool
from statistics import mean
from typing import Any

from lubuk.site.bench import freshness, servers
from lubuk.site.bench.bare.making import ROWS
from lubuk.site.bench.processes import child_named, cpu_seconds, megabytes
from lubuk.site.bench.servers import Server
from lubuk.site.bench.visiting import Spans, Tour, visit, visitors, warm

MOST_CPU = 4.0  # times the bare view's processor time, for an item page of a person who has signed in
LEAST_RATE = 0.8  # of the bare view's answers a second, for an item page of everybody else
MOST_START = 3.0  # seconds from the command to the first answer, where nothing has to be prepared
MOST_WAIT = 2.0  # seconds until search shows what was published
MOST_MEGABYTES = 300.0  # of web server, worker and supervisor together, at rest
REST = 3.0  # seconds until a server that was just started is at rest
PAGES = ("item", "library", "shelf", "search", "home")
STYLE_SHEET = re.compile(r'rel="stylesheet" href="([^"]+)"')
ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Measured:
    page: str
    visitor: str
    spans: Spans
    cpu_ms: float  # a request
    times_cpu: float = 1.0  # of the bare view's
    times_rate: float = 1.0


@dataclass(frozen=True)
class Verdict:
    said: str
    value: float
    limit: float
    is_kept: bool


@dataclass(frozen=True)
class Report:
    items: int
    seconds: float
    start: float  # seconds
    wait: float  # seconds until a page that was published is found
    megabytes: float
    rows: list[Measured]

    def verdicts(self) -> list[Verdict]:
        rows = {(row.page, row.visitor): row for row in self.rows}
        staff, stranger = rows["item", "staff"], rows["item", ANONYMOUS]
        return [
            Verdict("item page, signed in: CPU beside the bare view's", staff.times_cpu, MOST_CPU,
                    staff.times_cpu <= MOST_CPU),
            Verdict("item page, anonymous: rate beside the bare view's", stranger.times_rate, LEAST_RATE,
                    stranger.times_rate >= LEAST_RATE),
            Verdict("a second start: seconds", self.start, MOST_START, self.start <= MOST_START),
            Verdict("found after it was published: seconds", self.wait, MOST_WAIT, self.wait <= MOST_WAIT),
            Verdict("everything at rest: megabytes", self.megabytes, MOST_MEGABYTES,
                    self.megabytes < MOST_MEGABYTES),
        ]  # fmt: skip


def measure(items: int, seconds: float, progress: Callable[[str], None]) -> Report:
    """Raises NotReady and WrongAnswer."""
    with servers.folders() as (data, beside):
        progress(f"Making {items:,} items")
        stock = servers.made(data, items)
        progress("Starting the servers")
        with servers.product(data):
            pass  # what is prepared once is prepared now
        began = time.monotonic()
        with servers.product(data) as lubuk, servers.bare(beside) as plain, visitors() as pool:
            took = lubuk.answered - began
            time.sleep(REST)
            memory = megabytes(lubuk.pid)
            bench = Bench(pool, seconds, lubuk, plain, stock, progress)
            rows = bench.rows()
            progress("Publishing and looking for it")
            return Report(items, seconds, took, freshness.slowest(data, lubuk.port), memory, rows)


@dataclass(frozen=True)
class Bench:
    pool: Pool
    seconds: float
    product: Server
    bare: Server
    stock: Mapping[str, Any]
    progress: Callable[[str], None]

    def rows(self) -> list[Measured]:
        """The bare view comes first and last: a machine that others use as well is not the same all the
        time."""
        web = replace(self.product, pid=child_named(self.product.pid, "serving.web"))
        beside = Tour(self.bare.port, [f"/pages/{number}/" for number in range(1, ROWS)])
        first = self.raw("bare view", ANONYMOUS, self.bare, beside)
        static = self.raw("static file", ANONYMOUS, web, Tour(web.port, [self.static_file()]))
        pages = [self.raw(page, visitor, web, tour) for page, visitor, tour in self.tours(web.port)]
        last = self.raw("bare view", ANONYMOUS, self.bare, beside)
        cpu, rate = mean([first.cpu_ms, last.cpu_ms]), mean([first.spans.rate, last.spans.rate])
        return [
            replace(row, times_cpu=row.cpu_ms / cpu, times_rate=row.spans.rate / rate)
            for row in (first, last, static, *pages)
        ]

    def tours(self, port: int) -> Iterator[tuple[str, str, Tour]]:
        for page in PAGES:
            paths = self.stock["paths"][page]
            for visitor, session in self.stock["sessions"].items():
                yield page, visitor, Tour(port, paths, session)
            yield page, ANONYMOUS, Tour(port, paths)
            yield page, f"{ANONYMOUS}, cold", Tour(port, paths, is_fresh=True)

    def static_file(self) -> str:
        """Its name has a hash in it, which the pages know."""
        found = STYLE_SHEET.search(servers.text(self.product.port, "/"))
        assert found is not None, "every page has a style sheet"
        return found[1]

    def raw(self, page: str, visitor: str, server: Server, tour: Tour) -> Measured:
        self.progress(f"Measuring: {page}, {visitor}")
        warm(self.pool, tour)
        before = cpu_seconds(server.pid)
        spans = visit(self.pool, tour, self.seconds)
        spent = cpu_seconds(server.pid) - before
        return Measured(page, visitor, spans, spent / spans.count * 1000)
