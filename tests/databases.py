"""The database of a process of the tests: a copy of one that is migrated already. Loaded for all by the conftest at the
root.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection

from lubuk.site.checking import migrated


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, pytestconfig: pytest.Config
) -> Iterator[None]:
    """What Django finds when it makes the test database: in memory the tables, on a server a name to begin from."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get(migrated.VARIABLE)
        yield
        return
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    # Held until Django has opened it too: what is in memory is gone when nobody has it open.
    with closing(sqlite3.connect(name, uri=True)) as held:
        with closing(sqlite3.connect(migrated.file(pytestconfig.rootpath))) as kept:
            kept.backup(held)
        yield
