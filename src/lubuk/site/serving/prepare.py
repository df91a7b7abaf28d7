"""Does the steps that preparation.py found due, in a process that ends and gives its memory back.

Started by `up` as `python -m lubuk.site.serving.prepare STEP…`.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string
from rich.table import Table

from lubuk.foundation.items.kinds.problems import PackError
from lubuk.site import catalogues
from lubuk.site.serving import preparation
from lubuk.site.terminal import console, step

KINDS = (
    "lubuk.foundation.items.kinds.registry"  # by name: its models can be imported only after django.setup()
)


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lubuk.site.settings")
    # Everything made here, the database above all, is for the account that runs Lubuk and nobody else.
    os.umask(0o077)
    for name in names:
        STEPS[name]()


def messages() -> None:
    with step("Compiling the translations"):
        catalogues.compile_all()


def static() -> None:
    with step("Collecting style sheets, scripts and pictures"):
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        preparation.remember(settings.CONFIGURATION, "static", preparation.static_state())


def kinds() -> None:
    django.setup()
    with step("Reading the packs"):
        try:
            import_string(f"{KINDS}.kinds_and_flows")()
        except PackError as wrong:
            sys.exit(str(wrong))
        preparation.remember(settings.CONFIGURATION, "kinds", preparation.kinds_state())


def database() -> None:
    with step("Bringing the database up to date"):
        django.setup()
        make_room()
        call_command("migrate", interactive=False, verbosity=0)
        import_string("lubuk.shared.retention.guards.put_up")(connection)  # a migration may have lost them
        preparation.remember(
            settings.CONFIGURATION, "database", preparation.database_state(settings.CONFIGURATION)
        )


def make_room() -> None:
    if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
        Path(settings.DATABASES["default"]["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def sample() -> None:
    django.setup()
    make = import_string("lubuk.site.sample.load_sample")
    if apps.get_model("units", "Unit").objects.exists():
        console.print("There is an institution already, so the sample was left out.")
        return
    with step("Making the sample city"):
        made = make()
    table = Table("User name", "Who", box=None, padding=(0, 3, 0, 2))
    for person in made.people:
        table.add_row(person.username, f"{person.name}, {person.post}" if person.post else person.name)
    console.print(table)
    console.print(f"  The password of all of them is [bold]{made.password}[/]")


STEPS: dict[str, Callable[[], None]] = {
    "messages": messages,
    "static": static,
    "kinds": kinds,
    "database": database,
    "sample": sample,
}

if __name__ == "__main__":
    main(sys.argv[1:])
