"""The web child: Granian with the product in it. Started by the supervisor as `python -m
lubuk.site.serving.web`.
"""

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from lubuk.site import configuration
from lubuk.site.serving.lifeline import hold

BACKLOG = 1024  # connections that the kernel keeps for us while all threads are busy
END_SECONDS = 10  # for requests that are under way
RESPAWN_SECONDS = 0.5


def main(host: str, port: str, workers: str) -> None:
    hold()
    Granian(
        "lubuk.site.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        # A page takes a few milliseconds and holds the interpreter while it does: threads are there for the
        # waiting in between, and each keeps a database connection with its cache.
        blocking_threads=configuration.read().threads,
        runtime_threads=1,
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=END_SECONDS,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
