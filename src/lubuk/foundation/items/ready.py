"""Conditions whose SQL is made once for all who stand alike, and not anew for each question.

What may be seen is asked at every page and several times; Django takes longer to make the SQL of that
condition than the database takes to answer. The condition itself is written in `queries`; this only
remembers its SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from lubuk.foundation.access.standing import Standing

MOST = 1024  # standings: people of one unit without a role differ by their own id alone
INNER = re.compile(r"\bU(\d+)\b")  # Django's names for tables inside a subquery
ITEM = "\0item\0"  # where the name of the item's table goes, which another query may have changed

type Condition = Callable[[Standing], Q]


class Ready(RawSQL):
    """The condition as it stands for this reader. No joins: only columns of Item, and subqueries."""

    def __init__(self, condition: Condition, who: Standing) -> None:
        super().__init__("", [], BooleanField())
        self.condition, self.who = condition, who
        self.column = F("audience")  # any column of Item itself: it leads to the table's name in this query

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = made(self.condition, self.who, connection.alias)
        table = compiler.quote_name(self.column.alias)  # type: ignore[attr-defined]
        return sql.replace(ITEM, table), params


def written(condition: Condition, who: Standing) -> tuple[str, tuple[Any, ...]]:
    """SQL and parameters over the item's own table, for a question that is written out."""
    sql, params = made(condition, who, DEFAULT_DB_ALIAS)
    table = apps.get_model("items", "Item")._meta.db_table
    return sql.replace(ITEM, connections[DEFAULT_DB_ALIAS].ops.quote_name(table)), params


@lru_cache(maxsize=MOST)
def made(condition: Condition, who: Standing, database: str) -> tuple[str, tuple[Any, ...]]:
    item = apps.get_model("items", "Item")
    query = item._default_manager.using(database).filter(condition(who)).order_by().query
    compiler = query.get_compiler(database)
    sql, params = compiler.compile(query.where)
    assert sum(map(bool, query.alias_refcount.values())) <= 1, "a join would be lost"
    # Inside another query Django names that query's tables U0 as well: these need names of their own.
    own = INNER.sub(r"seen\1", sql)
    return f"({own.replace(connections[database].ops.quote_name(item._meta.db_table), ITEM)})", tuple(params)
