"""An empty database in which every migration has run: made once, and copied by each process of the tests.

To migrate takes several seconds, to copy some milliseconds. The file is kept from run to run beside what pytest keeps,
under a name that changes with whatever could make the migrations come out differently. Whoever has a copy still
migrates it, as a start does, which finds nothing to do.
"""

import fcntl
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from lubuk.site.checking.checkout import environment

VARIABLE = "MIGRATED_DATABASE"
"""Names for the tests the database of a server of which theirs are made."""
ON_A_SERVER = "migrated"
KEPT = ".pytest_cache/migrated"
MOST = 4  # files; whoever goes from branch to branch comes back to one of them
OURS = re.compile(r"^(?:from|import) (lubuk(?:\.\w+)+)", re.MULTILINE)


def file(root: Path) -> Path:
    """The SQLite file. Of several processes that want it the first makes it, and the others wait."""
    folder = root / KEPT
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{state(root)}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _make(kept, root)
    return kept


def on_server(address: str, root: Path) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(ON_A_SERVER)))
    with tempfile.TemporaryDirectory(prefix="lubuk-migrated-") as folder:
        _migrate(root, folder, DATABASE_URL=urlsplit(address)._replace(path=f"/{ON_A_SERVER}").geturl())


def state(root: Path) -> str:
    """Changes with the migrations, with the code of ours that they call, the settings, and every package."""
    seen = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for line in sorted(f"{one.name} {one.version}" for one in distributions()):
        seen.update(line.encode())
    for path in _sources(root / "src"):
        seen.update(f"{path.relative_to(root)} ".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def _sources(src: Path) -> Iterator[Path]:
    migrations = sorted(src.glob("lubuk/**/migrations/*.py"))
    called = {name for path in migrations for name in OURS.findall(path.read_text())}
    modules = (src / f"{name.replace('.', '/')}.py" for name in sorted(called))
    return iter([src / "lubuk/site/settings.py", *migrations, *filter(Path.exists, modules)])


def _make(kept: Path, root: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        _migrate(root, folder)
        (Path(folder) / "lubuk.sqlite3").rename(kept)
    for old in sorted(kept.parent.glob("*.sqlite3"), key=os.path.getmtime)[:-MOST]:
        old.unlink()


def _migrate(root: Path, data: str, **variables: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "lubuk", "manage", "migrate", "--verbosity=0"],
        cwd=root,
        env=environment(root, **{"LUBUK_DATA": data, "DATABASE_URL": "", **variables}),
        check=True,
    )
