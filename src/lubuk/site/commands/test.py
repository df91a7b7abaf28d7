"""`lubuk test [PATH…]`: everything that CI runs, or a part of it."""

import argparse
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from lubuk.site import catalogues
from lubuk.site.build import build, install
from lubuk.site.checking import browser, migrated, postgres, stages
from lubuk.site.checking.checkout import checkout
from lubuk.site.checking.stages import Outcome

IN_A_BROWSER = ("tests/browser", "tests/chains")
SIDE_BY_SIDE = (
    2  # processes; one for each core of the smallest machine we test on. A third browser gained nothing.
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="a folder, a file, or file::test; all without"
    )
    parser.add_argument("-k", metavar="WORDS", help="only tests whose names have these words, as in pytest")


def run(arguments: argparse.Namespace) -> int:
    root = checkout()
    chosen = [*arguments.paths, *(["-k", arguments.k] if arguments.k else [])]
    on_a_server = _files_with("mark.postgres", arguments.paths, root)
    with ExitStack() as stack:
        address = stack.enter_context(postgres.server()) if on_a_server else None
        _make_ready(root, address)
        outcomes = list(_stages(root, arguments.paths, chosen))
        if address:
            outcomes.append(
                _on_postgresql(root, address, [*([] if arguments.paths else on_a_server), *chosen])
            )
    print(stages.summary(outcomes))
    nothing = all(outcome.code == stages.NOTHING_FOUND for outcome in outcomes)
    if nothing:
        print("No test was found there.")
    return int(nothing or any(outcome.is_bad for outcome in outcomes))


def _make_ready(root: Path, address: str | None) -> None:
    """The databases beside what is built: each takes one core for several seconds."""
    with ThreadPoolExecutor() as beside:
        databases: list[Future[Any]] = [beside.submit(migrated.file, root)]
        if address:
            databases.append(beside.submit(migrated.on_server, address, root))
        catalogues.compile_all()
        build(root, progress=print)
        install(root, progress=print, for_checks=True)
        for database in databases:
            database.result()


def _stages(root: Path, paths: list[str], chosen: list[str]) -> Iterator[Outcome]:
    by_test = _side_by_side(paths, "worksteal")
    others = [] if paths else [f"--ignore={folder}" for folder in IN_A_BROWSER]
    yield stages.run("On SQLite", [*others, *chosen, "-m", "not browser", *by_test], root=root)
    if _may_need_a_browser(paths):
        only = [] if paths else [folder for folder in IN_A_BROWSER if (root / folder).is_dir()]
        by_file = _side_by_side(paths, "loadfile")
        asked = [*only, *chosen, "-m", "browser", *by_file]
        yield stages.run("In a browser", asked, root=root, LUBUK_CHROMIUM=browser.chromium())


def _on_postgresql(root: Path, address: str, chosen: list[str]) -> Outcome:
    asked = [*chosen, "-m", "postgres", *_side_by_side(chosen, "worksteal")]
    where = {"DATABASE_URL": address, migrated.VARIABLE: migrated.ON_A_SERVER}
    return stages.run("On PostgreSQL", asked, root=root, **where)


def _files_with(mark: str, paths: list[str], root: Path) -> list[str]:
    """To collect all the others takes pytest several seconds in each process."""
    places = [root / path.split("::")[0] for path in paths or ("tests", "src")]
    files = (
        path
        for place in places
        for path in ([place] if place.is_file() else sorted(place.rglob("test_*.py")))
    )
    return [str(path) for path in files if mark in path.read_text()]


def _side_by_side(paths: list[str], how: str) -> list[str]:
    """A single test is run in this process, where it can be looked into."""
    return [] if any("::" in path for path in paths) else ["-n", str(SIDE_BY_SIDE), f"--dist={how}"]


def _may_need_a_browser(paths: list[str]) -> bool:
    if not paths:
        return True
    plain = [Path(path.split("::")[0]).as_posix() for path in paths]
    return any(path.startswith(place) or place.startswith(path) for path in plain for place in IN_A_BROWSER)
