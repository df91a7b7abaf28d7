"""`lubuk bench`: measures this machine; every number is beside another one from the same run."""

import argparse
from pathlib import Path

from lubuk.site.bench import search


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True)
    searching = what.add_parser("search", help="how good and how fast search is")
    searching.add_argument("--collection", type=Path, help="a folder with corpus, queries and judgements")
    searching.add_argument(
        "--items", type=int, default=20_000, help="how many made-up items, without --collection"
    )
    searching.add_argument("--mode", choices=search.MODES, default="lexical")
    searching.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    if arguments.collection:
        return search.run(arguments.collection, arguments.mode, arguments.json)
    return search.run_items(arguments.items, arguments.json)
