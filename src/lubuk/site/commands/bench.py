"""`lubuk bench`: measures this machine; every number is beside another one from the same run."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from lubuk.foundation.units.models import Unit
from lubuk.site.bench import pages, questions, register, search, telling
from lubuk.site.bench.servers import NotReady
from lubuk.site.bench.stock import Stock, stock
from lubuk.site.bench.visiting import WrongAnswer

OVER_BUDGET, CANNOT = 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True)
    paging = what.add_parser("pages", help="what pages cost, beside a bare Django view")
    paging.add_argument("--items", type=int, default=10_000, help="how many made-up items (10000)")
    paging.add_argument("--seconds", type=float, default=3.0, help="how long each page is measured (3)")
    paging.add_argument("--json", action="store_true", help="for programs")
    stocking = what.add_parser("stock", help="fill an empty data folder with a made-up library")
    stocking.add_argument("--items", type=int, default=10_000, help="how many items (10000)")
    stocking.add_argument("--register", action="store_true", help="all of one kind, with every field filled")
    tabling = what.add_parser(
        "register", help="what the page of a large register costs at each sort and filter"
    )
    tabling.add_argument("--rows", type=int, default=100_000, help="how many rows (100000)")
    tabling.add_argument("--seconds", type=float, default=1.0, help="how long each page is measured (1)")
    searching = what.add_parser("search", help="how good and how fast search is")
    searching.add_argument("--collection", type=Path, help="a folder with corpus, queries and judgements")
    searching.add_argument(
        "--items", type=int, default=20_000, help="how many made-up items, without --collection"
    )
    asking = what.add_parser("questions", help="whether a folder's documents are found by questions")
    asking.add_argument("--folder", type=Path, required=True, help="the documents, as an import takes them")
    asking.add_argument("--questions", type=Path, required=True, help="YAML: a list of ask and paths")
    searching.add_argument("--json", action="store_true", help="for programs")
    for one in (searching, asking):
        one.add_argument("--mode", choices=search.MODES, default=search.LEXICAL)
        one.add_argument(
            "--cache", type=Path, default=settings.DATA / "bench", help="where vectors are kept (data/bench)"
        )


def run(arguments: argparse.Namespace) -> int:
    if arguments.what == "pages":
        return measure_pages(arguments.items, arguments.seconds, for_programs=arguments.json)
    if arguments.what == "stock":
        return fill(arguments.items, register.stock if arguments.register else stock)
    if arguments.what == "questions":
        return questions.run(arguments.folder, arguments.questions, arguments.mode, arguments.cache)
    if arguments.what == "register":
        return measure_register(arguments.rows, arguments.seconds)
    if arguments.collection:
        return search.run(arguments.collection, arguments.mode, arguments.json, arguments.cache)
    return search.run_items(arguments.items, arguments.json)


def measure_pages(items: int, seconds: float, *, for_programs: bool) -> int:
    """1 when the budget is not kept, so that a machine can watch over it."""
    try:
        report = pages.measure(items, seconds, progress=telling.quiet if for_programs else telling.progress)
    except (NotReady, WrongAnswer) as trouble:
        print(trouble, file=sys.stderr)
        return CANNOT
    if for_programs:
        print(telling.as_json(report))
    else:
        telling.tell(report)
    return 0 if all(verdict.is_kept for verdict in report.verdicts()) else OVER_BUDGET


def measure_register(rows: int, seconds: float) -> int:
    """1 when a page of a person who has signed in costs more than an item page may."""
    try:
        measured = register.measure(rows, seconds, telling.progress)
    except (NotReady, WrongAnswer) as trouble:
        print(trouble, file=sys.stderr)
        return CANNOT
    for row in measured:
        print(
            f"{row.asked:24} {row.visitor:16} {row.median_ms:7.1f} ms {row.p95_ms:7.1f} ms"
            f" {row.cpu_ms:7.1f} ms CPU {row.times_cpu:5.1f}x"
        )
    return OVER_BUDGET if register.over_budget(measured) else 0


def fill(items: int, stock: Callable[[int], Stock]) -> int:
    if Unit.objects.exists():
        print("There is an institution already. Name an empty folder with LUBUK_DATA.", file=sys.stderr)
        return CANNOT
    print(json.dumps(asdict(stock(items))))
    return 0
