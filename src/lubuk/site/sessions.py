"""Sessions in the database alone: who signs out is signed out on every machine (docs/decisions/0021)."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connections, router
from django.utils import timezone


class SessionStore(db.SessionStore):
    """Django's own, but for one question whose SQL is written out: it is asked at every request of a person."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        connection = connections[router.db_for_read(Session)]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(kept_under_a_key(), [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None  # as Django does: nobody may choose a key by sending one
            return {}
        said: dict[str, Any] = self.decode(row[0])
        return said


@cache
def kept_under_a_key() -> str:
    table = Session._meta.db_table
    return f"SELECT session_data FROM {table} WHERE session_key = %s AND expire_date > %s"  # noqa: S608 - our table
