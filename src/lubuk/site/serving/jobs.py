"""Jobs whose worker died over them are done again: each job is done at least once.

So a job must not harm when it is done twice. That it was to be done is written in the transaction of the act that asks
for it; no listener of a commit, whose process may die first.
"""

import logging
import os
import socket
from datetime import timedelta

from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

LONGEST = timedelta(days=1)  # a job of another machine that runs for longer: the machine did not come back
MOST_TIMES = 5  # a job over which so many workers died kills them

log = logging.getLogger(__name__)


def worker_id() -> str:
    return f"{socket.gethostname()}-{os.getpid()}"[-64:]


def give_back_left() -> int:
    """Jobs for the next worker; how many. To be asked by a worker that begins: what it seems to be at was another's."""
    given = 0
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if not is_left(job):
            continue
        if len(job.worker_ids) < MOST_TIMES:
            as_found = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
            given += as_found.update(status=TaskResultStatus.READY)  # another worker may begin at this moment
        else:
            log.error("%s: %s workers died over it, it is not done again", job.task_path, MOST_TIMES)
            job.set_failed(TimeoutError(f"{MOST_TIMES} workers died over it"))
    return given


def is_left(job: "DBTaskResult[..., object]") -> bool:
    if job.started_at and job.started_at < timezone.now() - LONGEST:
        return True
    host, _dash, number = job.worker_ids[-1].rpartition("-") if job.worker_ids else ("", "", "")
    if host != worker_id().rpartition("-")[0] or not number.isdecimal():
        return False
    return int(number) == os.getpid() or not is_alive(int(number))


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
