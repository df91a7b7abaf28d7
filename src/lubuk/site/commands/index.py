"""`lubuk index`: brings the search index up to the database, or makes it anew beside the live one."""

import argparse

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from lubuk.foundation.items.models import Item
from lubuk.shared.search.engine import Busy
from lubuk.shared.search.outbox import BATCH, catch_up
from lubuk.shared.search.rebuild import rebuild
from lubuk.site.terminal import console

BUSY = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rebuild", action="store_true", help="read everything again; searching goes on meanwhile"
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        _rebuild() if arguments.rebuild else _catch_up()
    except Busy:
        console.print("Another process writes the index, most likely the worker. Stop it, or try again.")
        return BUSY
    return 0


def _rebuild() -> None:
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("", total=Item.objects.count())
        rebuild(progress=lambda done: shown.update(task, completed=done))
    console.print("The index is new.")


def _catch_up() -> None:
    changes = 0
    while (rows := catch_up()) == BATCH:
        changes += rows
    console.print(f"The index is up to date; {changes + rows} changes were new.")
