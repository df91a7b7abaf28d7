"""The worker child: runs jobs from the database, keeps the index and the house, and shows that it lives.

Jobs are Django Tasks; what they do is in the `tasks.py` of their apps.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from lubuk.shared.attachments.actions import sweep_unclaimed
from lubuk.shared.search.outbox import follow
from lubuk.site.serving.heartbeat import beat
from lubuk.site.serving.lifeline import hold

DAY = 24 * 3600
KEEP_JOBS_DAYS = 14  # a job that went wrong can be looked at for two weeks

log = logging.getLogger(__name__)


def run(*, every: float) -> None:
    """Runs until SIGTERM or Ctrl-C. When one of its parts breaks the whole process ends, to be started
    again.
    """
    hold()
    for part in (beat, keep_house, keep_index):
        threading.Thread(target=_or_end, args=[part], daemon=True, name=part.__name__).start()
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=every,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()}-{os.getpid()}"[-64:],
    )
    worker.configure_signals()
    worker.run()


def keep_index() -> None:
    """Search follows what happens."""
    follow(threading.Event())


def keep_house() -> None:
    """Once a day: what nobody needs any more goes."""
    while True:
        call_command("prune_db_task_results", min_age_days=KEEP_JOBS_DAYS, verbosity=0)
        call_command("clearsessions", verbosity=0)
        sweep_unclaimed()
        close_old_connections()
        time.sleep(DAY)


def _or_end(part: Callable[[], None]) -> None:
    """A worker that lives on without one of its parts would look well and do half."""
    try:
        part()
    except BaseException:
        log.exception("The worker's part “%s” broke", part.__name__)
        os._exit(1)
