"""What must be true before the first page: islands built, catalogues compiled, files collected, database
migrated.

Here it is only found out, in milliseconds and without Django, which of it is not true yet. The doing is in
prepare.py.
"""

import hashlib
import json
import sqlite3
import sysconfig
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lubuk.site.configuration import Configuration
from lubuk.site.configuration.places import CHECKOUT, PACKAGE

CATALOGUES = PACKAGE / "locale"
KEPT = "prepared.json"


def due(configuration: Configuration) -> list[str]:
    """The names of the steps in prepare.py that have to be done."""
    prepared = _kept(configuration)
    steps = []
    if CHECKOUT and any(_is_older(po.with_suffix(".mo"), po) for po in CATALOGUES.rglob("*.po")):
        steps.append("messages")
    if (
        prepared.get("static") != static_state()
        or not (configuration.data / "static" / "staticfiles.json").exists()
    ):
        steps.append("static")
    if prepared.get("kinds") != kinds_state():
        steps.append("kinds")
    if prepared.get("database") != database_state(configuration):
        steps.append("database")
    return steps


def remember(configuration: Configuration, name: str, state: str) -> None:
    """Written after a step is done, so that one that was cut short is done again."""
    path = configuration.data / KEPT
    prepared = {**_kept(configuration), name: state}
    half = path.with_suffix(".new")
    half.write_text(json.dumps(prepared))
    half.replace(path)


def static_state() -> str:
    """Changes with every static file of ours, and whenever a package is installed."""
    files = (path for path in PACKAGE.rglob("static/**/*") if path.is_file())
    return _hash(
        [_packages(), *(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)]
    )


def kinds_state() -> str:
    """Changes with every file of the packs, and whenever a package is installed."""
    files = (path for path in (PACKAGE / "packs").rglob("*.yaml") if path.is_file())
    return _hash(
        [_packages(), *(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)]
    )


def database_state(configuration: Configuration) -> str:
    """Changes with every migration that there is, and with what the database says has been applied.

    A database put back from an older backup is thus noticed. A server is not asked, as it may be slow or
    shared: its state is told apart by the time, so that it is migrated at each start, which does nothing
    when all is done.
    """
    database = configuration.database
    if "sqlite3" not in database["ENGINE"]:
        return f"a server, at {time.time_ns()}"
    names = (f"{path.parts[-3]}.{path.stem}" for path in PACKAGE.rglob("migrations/[0-9]*.py"))
    return _hash([_packages(), *names, _applied(Path(database["NAME"]))])


def _applied(database: Path) -> str:
    if not database.exists():
        return "nothing"
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return repr(connection.execute("SELECT count(*), max(id) FROM django_migrations").fetchone())
    except sqlite3.OperationalError:
        return "nothing"
    finally:
        connection.close()


def _kept(configuration: Configuration) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads((configuration.data / KEPT).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return kept


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns


def _packages() -> str:
    """The folder's time is that of the last installation."""
    return str(Path(sysconfig.get_path("purelib")).stat().st_mtime_ns)


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
