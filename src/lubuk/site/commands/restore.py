"""`lubuk restore FILE`: an empty installation becomes what the file holds."""

import argparse
from pathlib import Path

from django.core.management import call_command
from rich.progress import Progress

from lubuk.domains.library.exporting.moving import restore_installation
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.refusal import Refused
from lubuk.site.serving.prepare import make_room
from lubuk.site.terminal import console


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what ./lubuk export has written")


def run(arguments: argparse.Namespace) -> int:
    place: Path = arguments.file
    if not place.is_file():
        console.print(f"{place} is no file.")
        return 1
    make_room()
    call_command("migrate", interactive=False, verbosity=0)
    try:
        with (
            place.open("rb") as source,
            Progress(console=console, disable=not console.is_terminal) as progress,
        ):
            task = progress.add_task("Reading", total=None)
            rows = restore_installation(source, lambda done: progress.update(task, completed=done))
    except Refused as refused:
        console.print(str(refused), markup=False)
        return 1
    console.print(f"{rows:,} rows are here. Passwords stay behind: people ask for a new one by e-mail.")
    for role in Role.objects.in_force().filter(name=RoleName.ADMINISTRATOR).select_related("person"):
        name = role.person.username
        console.print(f"  An administrator begins with: ./lubuk manage changepassword {name}", markup=False)
    return 0
