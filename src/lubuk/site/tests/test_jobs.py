import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lubuk.domains.library.tasks import make_export
from lubuk.site.serving.jobs import LONGEST, MOST_TIMES, give_back_left

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HOST = socket.gethostname()


@pytest.fixture
def living() -> Iterator[int]:
    """Another process of this machine."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process.pid
    process.kill()
    process.wait()


@pytest.fixture
def dead() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def a_job(*workers: str, began: timedelta = timedelta()) -> Any:
    """Under way, taken by these one after the other."""
    job = DBTaskResult.objects.get(pk=make_export.enqueue(1).id)
    for worker in workers:
        job.claim(worker)
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=timezone.now() - began)
    return job


def state_of(job: Any) -> str:
    job.refresh_from_db()
    return str(job.status)


def test_a_job_whose_worker_died_is_done_again(dead: int) -> None:
    job = a_job(f"{HOST}-{dead}")
    assert give_back_left() == 1
    assert state_of(job) == TaskResultStatus.READY


def test_a_job_that_somebody_is_at_is_left_to_them(living: int) -> None:
    job = a_job(f"{HOST}-{living}")
    assert give_back_left() == 0
    assert state_of(job) == TaskResultStatus.RUNNING


def test_in_a_container_the_worker_before_had_the_same_number(dead: int) -> None:
    job = a_job(f"{HOST}-{os.getpid()}")
    assert give_back_left() == 1
    assert state_of(job) == TaskResultStatus.READY


def test_a_job_of_another_machine_is_left_to_it_for_a_day(dead: int) -> None:
    young, old = a_job(f"elsewhere-{dead}"), a_job(f"elsewhere-{dead}", began=LONGEST + timedelta(minutes=1))
    give_back_left()
    assert (state_of(young), state_of(old)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_a_job_that_kills_its_workers_is_given_up(dead: int) -> None:
    job = a_job(*[f"{HOST}-{dead}"] * MOST_TIMES)
    assert give_back_left() == 0
    assert state_of(job) == TaskResultStatus.FAILED
    assert "workers died" in job.traceback


def test_what_waits_and_what_is_done_is_left_alone(dead: int) -> None:
    waiting, done = a_job(), a_job(f"{HOST}-{dead}")
    done.set_successful(None)
    assert give_back_left() == 0
    assert (state_of(waiting), state_of(done)) == (TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL)
