"""`lubuk bench WHAT`: how well and how fast, on this machine. What is measured is in lubuk/site/bench/."""

import argparse
import sys
from pathlib import Path

from lubuk.site.bench import search

REFUSED = 2


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    finding = what.add_parser(
        "search", help="quality on a collection of queries, or speed on many made-up items"
    )
    finding.add_argument(
        "--collection", type=Path, metavar="DIR", help="a folder with corpus, queries and judgements"
    )
    finding.add_argument("--items", type=int, metavar="N", help="measure speed on so many items instead")
    finding.add_argument("--mode", default="lexical", help="how to search (lexical)")
    finding.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    if arguments.items:
        return search.run_items(arguments.items, arguments.json)
    if arguments.collection:
        return search.run(arguments.collection, arguments.mode, arguments.json)
    print("Name a collection with --collection DIR, or a number of items with --items N.", file=sys.stderr)
    return REFUSED
