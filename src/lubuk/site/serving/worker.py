"""The worker child: runs jobs, brings the search index up to date, reads files, keeps the house, shows that it lives.

Jobs are Django Tasks; what they do is in the `tasks.py` of their apps.
"""

import logging
import os
import threading
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django_tasks_db.management.commands.db_worker import Worker

from lubuk.domains.importing.mail.listening import listen_for_mail
from lubuk.domains.importing.tasks import resume_interrupted
from lubuk.domains.kinds.tasks import resume_moving
from lubuk.domains.library.actions import sweep_exports
from lubuk.domains.registers.bringing.running import sweep_intakes
from lubuk.domains.registers.tasks import resume_intakes
from lubuk.domains.registers.workbooks import sweep_workbooks
from lubuk.foundation.shaping.following import follow as follow_kinds
from lubuk.shared.attachments.reading import read_files, take_up_scans
from lubuk.shared.attachments.sweeping import sweep
from lubuk.shared.duties.tasks import remind_readers
from lubuk.shared.likeness.pairing import compare_pages
from lubuk.shared.notifications.actions import sweep_read
from lubuk.shared.notifications.reminding import remind
from lubuk.shared.retention.actions.disposing import remove_doomed
from lubuk.shared.savedsearches.actions import sweep_finds
from lubuk.shared.savedsearches.alerting import alert
from lubuk.shared.search.learning import learn
from lubuk.shared.search.outbox import follow
from lubuk.shared.searchlog.writing import sweep_lookups
from lubuk.site.serving.heartbeat import beat
from lubuk.site.serving.jobs import give_back_left, worker_id
from lubuk.site.serving.lifeline import hold
from lubuk.site.serving.rubbish import look_seldom_for_rubbish

DAY = 24 * 3600.0  # seconds
LOOK_FOR_IMPORTS = 30.0  # seconds
END_SECONDS = 5.0  # for a part to come to a good place to stop
KINDS_EVERY = 1.0  # seconds
ROWS_LOOKED_AT = 1000  # of each index: a tenth of a second for 100,000 items
KEEP_JOBS_DAYS = 14  # a job that went wrong can be looked at for two weeks

log = logging.getLogger(__name__)


def run(*, every: float) -> None:
    """Runs until SIGTERM or Ctrl-C. When a part breaks the whole process ends, to be started again."""
    hold()
    look_seldom_for_rubbish()
    give_back_left()
    stop = threading.Event()
    works = (
        beat,
        follow,
        learn,
        go_by_kinds,
        read_files,
        keep_house,
        keep_importing,
        listen_for_mail,
        compare_pages,
        alert,
    )
    parts = [_begin(part, stop) for part in works]
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=every,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id(),
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        stop.set()
        for part in parts:
            part.join(END_SECONDS)


def go_by_kinds(stop: threading.Event) -> None:
    """Kinds that officers put in force count here within a second."""
    while not stop.is_set():
        follow_kinds()
        stop.wait(KINDS_EVERY)


def keep_house(stop: threading.Event) -> None:
    """Once a day: what nobody needs any more goes."""
    while not stop.is_set():
        call_command("prune_db_task_results", min_age_days=KEEP_JOBS_DAYS, verbosity=0)
        call_command("clearsessions", verbosity=0)
        take_up_scans()
        sweep_exports()
        sweep_workbooks()
        sweep_intakes()
        remove_doomed()
        sweep_read()
        sweep_lookups()
        sweep_finds()
        remind()
        remind_readers()
        sweep()
        look_over_tables()
        connection.close()
        stop.wait(DAY)


def keep_importing(stop: threading.Event) -> None:
    """What a killed worker was at goes on in this one: imports, tables for registers, pages moved to a newer kind."""
    while not stop.is_set():
        resume_interrupted()
        resume_intakes()
        resume_moving()
        connection.close()
        stop.wait(LOOK_FOR_IMPORTS)


def look_over_tables() -> None:
    """Without knowing what is rare in a table SQLite takes the wrong index. PostgreSQL looks by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")


def _begin(part: Callable[[threading.Event], None], stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=_or_end, args=[part, stop], daemon=True, name=part.__name__)
    thread.start()
    return thread


def _or_end(part: Callable[[threading.Event], None], stop: threading.Event) -> None:
    """A worker that lives on without one of its parts would look well and do half."""
    try:
        part(stop)
    except BaseException:
        log.exception("The worker's part “%s” broke", part.__name__)
        os._exit(1)
