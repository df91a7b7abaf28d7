"""What may come a moment after the act: many rows written anew because one name or place changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched

from django.tasks import task

from lubuk.domains.registers import filling

ROWS_OF_A_TASK = 5_000  # half a minute of the worker's time


@task
def fill_rows(ids: list[int]) -> None:
    filling.fill(ids)


def fill_later(ids: Iterable[int]) -> None:
    """Queued in the caller's transaction: what didn't happen is not written."""
    for some in batched(ids, ROWS_OF_A_TASK):
        fill_rows.enqueue(list(some))
