"""What may come a moment later: workbooks, and many rows written anew because one name or place changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched

from django.tasks import task

from lubuk.domains.registers import filling, workbooks
from lubuk.domains.registers.bringing import running
from lubuk.domains.registers.models import Workbook
from lubuk.foundation.shaping.following import follow

ROWS_OF_A_TASK = 5_000  # half a minute of the worker's time


@task
def fill_rows(ids: list[int]) -> None:
    follow()  # by the kinds in force when it was asked for, which this process may not know yet
    filling.fill(ids)


def fill_later(ids: Iterable[int]) -> None:
    """Queued in the caller's transaction: what didn't happen is not written."""
    for some in batched(ids, ROWS_OF_A_TASK):
        fill_rows.enqueue(list(some))


@task
def make_workbook(workbook_id: int) -> None:
    """Nothing when it was swept or made in the meantime: a job may be run twice."""
    workbook = Workbook.objects.select_related("person").filter(pk=workbook_id).first()
    if workbook and workbook.is_waiting:
        workbooks.make_workbook(workbook)


@task
def advance_intake(intake_id: int) -> None:
    follow()
    running.advance(intake_id)


def resume_intakes() -> None:
    for number in running.silent_intakes():
        advance_intake.enqueue(number)
