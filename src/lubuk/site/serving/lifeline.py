"""A child that never outlives its parent, not even one that was killed with -9."""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time

from lubuk.site.configuration.places import SUPERVISOR

PR_SET_PDEATHSIG = 1  # linux/prctl.h
LOOK_EVERY = 1.0  # seconds, where the kernel has no such call


def hold() -> None:
    """Ties this process to its parent, when it was started by the supervisor or by one of its children.

    The end is SIGKILL: what is acknowledged is in the database by then, and a polite end could take a
    minute in which the next start finds the port taken.
    """
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor is None:
        return
    starter = multiprocessing.parent_process()
    parent = int(starter.pid or 0) if starter else int(supervisor)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=[parent], daemon=True, name="lifeline").start()
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)
