"""Reading rows by their keys with SQL that is made once.

Only for what every request asks: there Django takes ten times as long to write the question as a database to
answer it. Everything else goes through managers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import FETCH_ONE
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Selection:
    """All columns of a table and of what comes along with it: the question as far as its WHERE, and what makes
    objects of the answer."""

    sql: str
    key: str  # the column that it is read by, quoted, with its table
    names: list[str]  # of the table's own columns, which come first
    compiler: SQLCompiler
    converters: dict[int, Any]
    along: Sequence[Any]  # Django's own, to make what comes along of the columns behind


def read_row[M: models.Model](model: type[M], key: object) -> M | None:
    """The row with this primary key, or None."""
    return next(read_rows(model, [key]), None)


def read_rows[M: models.Model](
    model: type[M],
    keys: Sequence[Any],
    condition: str = "",
    params: Sequence[Any] = (),
    *,
    by: str = "pk",
    related: tuple[str, ...] = (),
) -> Iterator[M]:
    """The rows with these keys that meet the condition: SQL of our own, over this table's columns.

    `by` is the name of an indexed field where the keys are not the rows' own; `related` as in `select_related`.
    """
    selection = selection_of(model, by, related)
    where = f"{selection.key} IN ({', '.join(['%s'] * len(keys))})"
    sql = f"{selection.sql} WHERE {where}{' AND ' if condition else ''}{condition}"
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, [*keys, *params])
        rows = cursor.fetchall()
    for values in selection.compiler.apply_converters(rows, selection.converters):
        row = model.from_db(DEFAULT_DB_ALIAS, selection.names, values[: len(selection.names)])
        for populator in selection.along:
            populator.populate(values, row)
        yield row


@lru_cache
def selection_of(model: type[models.Model], by: str = "pk", related: tuple[str, ...] = ()) -> Selection:
    rows = model._base_manager.order_by()
    compiler = (rows.select_related(*related) if related else rows).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    assert not params, "nothing but the table is named"
    field = model._meta.pk if by == "pk" else model._meta.get_field(by)
    assert isinstance(field, models.Field)
    quote = compiler.quote_name
    return Selection(
        sql,
        f"{quote(model._meta.db_table)}.{quote(field.column)}",
        [field.attname for field in model._meta.concrete_fields],
        compiler,
        compiler.get_converters([column for column, _sql, _alias in compiler.select]),
        get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS, FETCH_ONE),
    )
