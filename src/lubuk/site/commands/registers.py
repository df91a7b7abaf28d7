"""`lubuk registers`: writes anew what registers are sorted and filtered by."""

import argparse

from rich.progress import Progress

from lubuk.domains.registers.filling import rebuild
from lubuk.foundation.items.models import Item
from lubuk.site.terminal import console


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rebuild", action="store_true", required=True, help="every row; people go on reading"
    )


def run(arguments: argparse.Namespace) -> int:
    total = Item.objects.filter(published__isnull=False).count()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Writing", total=total)
        rows = rebuild(lambda done: progress.update(task, completed=done))
    console.print(f"{rows:,} rows stand in registers.")
    return 0
