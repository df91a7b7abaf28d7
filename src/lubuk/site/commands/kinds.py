"""`lubuk kinds`: reads the packs as a start does, and lists what is in them or what is wrong."""

import argparse

from rich.table import Table

from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.site.terminal import console

BROKEN = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    try:
        found = kinds()
    except PackError as wrong:
        for problem in wrong.problems:
            console.print(str(problem), markup=False, soft_wrap=True)
        return BROKEN
    table = Table("Kind", "Name", "Fields", "Flow", box=None, padding=(0, 3, 0, 0))
    for kind in found.values():
        table.add_row(kind.key, str(kind.name), str(len(kind.fields)), kind.flow.name)
    console.print(table)
    return 0
