"""`lubuk index`: how far search has come; `--rebuild` makes the index anew beside the live one."""

import argparse

from rich.progress import Progress

from lubuk.foundation.items.models import Item
from lubuk.shared.search.engine import Busy, NoIndex
from lubuk.shared.search.live import engine
from lubuk.shared.search.rebuild import rebuild
from lubuk.site.terminal import console


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rebuild", action="store_true", help="read everything again; search goes on meanwhile"
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.rebuild and not read_everything():
        return 1
    try:
        console.print(f"{engine().count()} items can be found.")
    except NoIndex:
        console.print("There is no index yet. The worker makes one when it runs; --rebuild makes it now.")
        return 1
    return 0


def read_everything() -> bool:
    total = Item.objects.published().count()
    try:
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Reading", total=total)
            rebuild(progress=lambda done: progress.update(task, completed=done))
    except Busy:
        console.print("Another process is rebuilding the index. Wait for it, or stop it first.")
        return False
    return True
