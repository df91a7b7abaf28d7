"""The stamp of all that was done: while it is the same, nothing that the trail tells of has changed.

What depends on nothing else may be kept in a process's memory under the stamp (`lubuk.ui.keeping.Kept`),
and is then never
older than the last act of any process. The stamp must be read before the thing is made.
"""

from django.db import connection

from lubuk.foundation.trail.models import ChainHead

# As it stands, because it is asked at every request and Django would build it anew each time.
HEAD = f"SELECT hash FROM {ChainHead._meta.db_table} WHERE id = 1"  # noqa: S608 - a name of our own


def stamp() -> str:
    """The last entry's hash, in one query; "" before anything was done, when nothing may be kept."""
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
