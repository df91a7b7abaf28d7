"""`lubuk export FILE`: everything, with rights and trail, in one file."""

import argparse
import os
from pathlib import Path

from rich.progress import Progress

from lubuk.domains.library.actions import announce_moved
from lubuk.domains.library.exporting.moving import write_installation
from lubuk.site.terminal import console


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where to; what is there already stays there")


def run(arguments: argparse.Namespace) -> int:
    place: Path = arguments.file
    if place.exists():
        console.print(f"{place} is there already. Name a new file.")
        return 1
    part = place.with_name(f"{place.name}.part")  # whoever finds FILE finds it whole
    with (
        open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to,
        Progress(console=console, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Writing", total=None)
        write_installation(to, lambda done: progress.update(task, completed=done))
    part.rename(place)
    announce_moved(None)
    size = place.stat().st_size
    console.print(f"{place}: {size:,} bytes. It holds what nobody but you may see: keep it safe.")
    return 0
