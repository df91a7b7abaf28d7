"""A register of any size: what its page costs at each sort and filter, beside a bare Django view, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched
from random import Random
from statistics import mean
from typing import Any

from django.utils import timezone

from lubuk.domains.registers.filling import rebuild
from lubuk.foundation.items.kinds.registry import keep, kinds
from lubuk.foundation.items.models import Item, ItemSubject, Version
from lubuk.foundation.trail.recording import record
from lubuk.site.bench import servers
from lubuk.site.bench.bare.making import ROWS
from lubuk.site.bench.pages import MOST_CPU
from lubuk.site.bench.processes import child_named, cpu_seconds
from lubuk.site.bench.prose import Prose
from lubuk.site.bench.servers import Server
from lubuk.site.bench.stock import AT_ONCE, Places, Stock, session_of
from lubuk.site.bench.visiting import Tour, visit, visitors, warm

KIND = "project"  # fields of most types
FIRST_DAY = date(2010, 1, 1)
WENT = ["running", "planned", "changed", "stopped"]
ASKED = {
    "as it opens": "",
    "by title, down": "?sort=-title",
    "by an amount": "?sort=budget",
    "by an amount, down": "?sort=-spent",
    "by a period": "?sort=-ran",
    "by a person": "?sort=led_by",
    "in the middle": "?after=%5Bfalse%2C%22m%22%2C0%2C1%5D",
    "one choice of four": "?f.went=stopped",
    "a choice, by amount": "?f.went=stopped&sort=-budget",
    "a range, by title": "?f.budget.from=400000&f.budget.to=600000",
    "a narrow range": "?f.budget.from=500000&f.budget.to=500100&sort=led_by",
    "words": "?f.title=water",
    "words nobody wrote": "?f.title=zeppelin",
    "a place and all below": "?f.unit=office-1&sort=-published",
    "three at once": "?f.went=stopped&f.budget.from=900000&f.unit=office-2&sort=-ran",
    "what is empty": "?f.spent.is=empty",
}  # fmt: skip


@dataclass(frozen=True)
class Measured:
    asked: str
    visitor: str
    median_ms: float
    p95_ms: float
    cpu_ms: float
    times_cpu: float


def stock(rows: int) -> Stock:
    """Published projects with a value in every column, in an empty database."""
    chance, places = Random(7), Places.made()  # noqa: S311 - the same register each time
    kind, prose = kinds()[KIND], Prose(chance)
    fingerprint, now = keep(kind), timezone.now()
    for numbers in batched(range(1, rows + 1), AT_ONCE):
        items = [
            Item(
                pk=number, kind=KIND, kind_version=fingerprint, number=f"PJ-{number:06}", title=prose.title(),
                owner=chance.choice(places.people), unit=chance.choice(places.units), state="published",
                phase="published", audience=chance.choice(["public", "institution", "institution", "unit"]),
                published_at=now - timedelta(hours=number % 50_000),
            )
            for number in numbers
        ]  # fmt: skip
        Item.objects.bulk_create(items)
        versions = Version.objects.bulk_create(
            Version(
                item=item, number=1, state="published", title=item.title, author=item.owner, published_at=now,
                fields=fields(chance, prose, places),
            )
            for item in items
        )  # fmt: skip
        for item, version in zip(items, versions, strict=True):
            item.published = version
        Item.objects.bulk_update(items, ["published"])
        ItemSubject.objects.bulk_create(
            ItemSubject(item=item, subject=chance.choice(places.subjects)) for item in items
        )
    record(act="Stocked", by=None)
    rebuild()
    return Stock(paths={}, sessions={"staff": session_of(places.people[0])})


def fields(chance: Random, prose: Prose, places: Places) -> dict[str, Any]:
    began = FIRST_DAY + timedelta(days=chance.randrange(6_000))
    spent = {"spent": money(chance)} if chance.random() < 0.8 else {}
    return {
        "site": {"name": prose.words(3)},
        "ran": {"from": began.isoformat(), "to": (began + timedelta(days=90)).isoformat()},
        "led_by": chance.choice(places.people).pk,
        "partners": [unit.pk for unit in chance.sample(places.units, 2)],
        "paid_from": chance.sample(["city", "national", "grant", "residents"], 2),
        "budget": money(chance),
        "went": chance.choice(WENT),
        "learned": f"<p>{prose.paragraph(2)}</p>",
        **spent,
    }


def money(chance: Random) -> dict[str, str]:
    return {"amount": str(chance.randrange(1_000_000)), "currency": "IDR"}


def measure(rows: int, seconds: float, progress: Callable[[str], None]) -> list[Measured]:
    """Raises NotReady and WrongAnswer."""
    with servers.folders() as (data, beside):
        progress(f"Making a register of {rows:,} rows")
        made = servers.made(data, rows, "--register")
        progress("Starting the servers")
        with servers.product(data) as lubuk, servers.bare(beside) as plain, visitors() as pool:
            web = Server(child_named(lubuk.pid, "serving.web"), lubuk.port, lubuk.answered)
            time.sleep(1)  # the worker looks around first

            def cost(server: Server, tour: Tour) -> tuple[float, float, float]:
                warm(pool, tour)
                before = cpu_seconds(server.pid)
                spans = visit(pool, tour, seconds)
                return spans.median, spans.p95, (cpu_seconds(server.pid) - before) / spans.count * 1000

            bare = Tour(plain.port, [f"/pages/{number}/" for number in range(1, ROWS)])
            first = cost(plain, bare)[2]
            found = [
                (asked, visitor, *told(progress, asked, visitor, cost(web, tour(web, query, session))))
                for asked, query in ASKED.items()
                for visitor, session in {**made["sessions"], "anonymous, cold": ""}.items()
            ]
            unit = mean([first, cost(plain, bare)[2]])
            return [Measured(*row, row[4] / unit) for row in found]


def told[T](progress: Callable[[str], None], asked: str, visitor: str, measured: T) -> T:
    progress(f"{asked}, {visitor}: {measured}")
    return measured


def tour(web: Server, query: str, session: str) -> Tour:
    """Of a stranger each address is new, or it would come from the memory of public pages."""
    return Tour(web.port, [f"/registers/{KIND}/{query}"], session, is_fresh=not session)


def over_budget(rows: list[Measured]) -> list[Measured]:
    return [row for row in rows if row.visitor == "staff" and row.times_cpu > MOST_CPU]
