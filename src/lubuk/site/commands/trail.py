"""`lubuk trail`: seals every entry again and compares."""

import argparse

from rich.progress import Progress

from lubuk.foundation.trail.models import Entry
from lubuk.foundation.trail.verifying import verify
from lubuk.site.terminal import console

SHOWN = 10  # broken places; the first one is where to look


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: there is one trail, and it is whole or not."""


def run(arguments: argparse.Namespace) -> int:
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Checking", total=Entry.objects.count())
        verdict = verify(lambda done: progress.update(task, completed=done))
    if verdict.is_whole:
        console.print(f"The trail is whole: {verdict.entries} entries.")
        return 0
    console.print(f"The trail is broken in {len(verdict.broken)} places:")
    for said in verdict.broken[:SHOWN]:
        console.print(f"  {said}")
    return 1
