"""Reading rows by their keys with SQL that is made once.

Only for what every request asks: there Django takes ten times as long to write the question as a database to
answer it. Everything else goes through managers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import batched
from types import MappingProxyType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import FETCH_ONE
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

AT_A_TIME = 500  # keys a statement: every database takes as many
NONE_KNOWN: Mapping[Any, Any] = MappingProxyType({})


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
    only: tuple[str, ...] = (),
    known: Mapping[Any, M] = NONE_KNOWN,
) -> Iterator[M]:
    """The rows with these keys that meet the condition: SQL of our own, over this table's columns.

    `by` is the name of an indexed field where the keys are not the rows' own; `related` as in `select_related`, and
    `only` as in `only`. Of rows that are `known` by their primary keys it is only asked whether they are among them.
    """
    selection = selection_of(model, by, related, only)
    where = f"{selection.key} IN ({', '.join(['%s'] * len(keys))})"
    sql = f"{selection.sql} WHERE {where}{' AND ' if condition else ''}{condition}"
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, [*keys, *params])
        rows = cursor.fetchall()
    if known:
        at = selection.names.index(model._meta.pk.attname)
        yield from (known[row[at]] for row in rows if row[at] in known)
        rows = [row for row in rows if row[at] not in known]
    for values in selection.compiler.apply_converters(rows, selection.converters):
        row = model.from_db(DEFAULT_DB_ALIAS, selection.names, values[: len(selection.names)])
        for populator in selection.along:
            populator.populate(values, row)
        yield row


def read_by_key[M: models.Model](model: type[M], keys: Iterable[Any]) -> dict[Any, M]:
    """As `in_bulk`: the rows by their primary keys, some hundreds at a time."""
    return {row.pk: row for some in batched(keys, AT_A_TIME) for row in read_rows(model, some)}


def hold_rows(model: type[models.Model], keys: Sequence[Any]) -> None:
    """Nobody else changes these rows until the transaction ends; they may still be pointed at. Before they are read:
    what a statement that had to wait reads beside the rows it waited for is as old as its beginning.

    Ordered by key: two who hold several take them in one order. On SQLite who writes has the whole file to
    themselves, and nothing is asked.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        raise TransactionManagementError("Rows are held until a transaction ends: begin one.")
    if not connection.features.has_select_for_update or not keys:
        return
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    marks = ", ".join(["%s"] * len(keys))
    lock = connection.ops.for_update_sql(no_key=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table} WHERE {key} IN ({marks}) ORDER BY {key} {lock}", keys)  # noqa: S608 - our own names


@lru_cache
def selection_of(
    model: type[models.Model],
    by: str = "pk",
    related: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
) -> Selection:
    rows = model._base_manager.order_by()
    rows = rows.select_related(*related) if related else rows
    compiler = (rows.only(*only) if only else rows).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    assert not params, "nothing but the table is named"
    field = model._meta.pk if by == "pk" else model._meta.get_field(by)
    assert isinstance(field, models.Field)
    own = compiler.klass_info["select_fields"]
    names = [compiler.select[at][0].target.attname for at in own]
    quote = compiler.quote_name
    return Selection(
        sql,
        f"{quote(model._meta.db_table)}.{quote(field.column)}",
        names,
        compiler,
        compiler.get_converters([column for column, _sql, _alias in compiler.select]),
        get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS, FETCH_ONE),
    )
