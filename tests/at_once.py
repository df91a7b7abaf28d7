"""Several people at the same moment, each on a connection of their own, as in service."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from lubuk.foundation.refusal import Refused

guard = import_module("lubuk.foundation.trail.migrations.0002_append_only").guard
UNGUARD = {
    "sqlite": ["DROP TRIGGER trail_entry_no_UPDATE", "DROP TRIGGER trail_entry_no_DELETE"],
    "postgresql": ["DROP FUNCTION trail_append_only CASCADE"],
}


@pytest.fixture
def many_connections(several_can_write: None, transactional_db: None) -> Iterator[None]:
    """For tests with `at_once`: what one connection commits, the others see, and afterwards it is gone."""
    yield
    with connection.cursor() as cursor:  # the trail lets nobody empty it, not even a test
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)


@pytest.fixture
def several_can_write(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            yield from in_a_file(tmp_path / "copy.sqlite3")
            return
        yield
        with connection.schema_editor() as editor:
            guard(apps, editor)


def in_a_file(path: Path) -> Iterator[None]:
    """SQLite in memory knows no second connection; a copy in a file queues its writers as it does in service."""
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    copy = sqlite3.connect(path)
    in_memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all acts together; what each returned, or how it was refused."""
    line = Barrier(len(acts))

    def done(act: Callable[[], Any]) -> Any:
        try:
            line.wait(timeout=30)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(done, acts))
