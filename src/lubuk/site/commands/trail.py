"""`lubuk trail verify`: proves that the record of who did what is whole."""

import argparse

from rich.progress import Progress, SpinnerColumn, TextColumn

from lubuk.foundation.trail.verifying import verify
from lubuk.site.terminal import console

BROKEN = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=["verify"], help="read the whole trail and compare every seal")


def run(arguments: argparse.Namespace) -> int:
    with Progress(
        SpinnerColumn(), TextColumn("{task.completed} entries"), console=console, transient=True
    ) as shown:
        task = shown.add_task("", total=None)
        verdict = verify(progress=lambda done: shown.update(task, completed=done))
    if verdict.is_whole:
        console.print(f"The trail is whole: {verdict.entries} entries, each with its seal.")
        return 0
    for sentence in verdict.broken:
        console.print(sentence, markup=False)
    console.print(
        f"The trail is broken: {len(verdict.broken)} of {verdict.entries} places. The first matters most."
    )
    return BROKEN
