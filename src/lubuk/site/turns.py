"""Pages are made one after the other where the database is part of this process.

With SQLite a page is all computation, and each query lets go of the interpreter for a moment: two threads
that make a page each hand it to and fro some hundred times and both take a quarter longer. With PostgreSQL
they wait for somebody else, which is what threads are for: nobody takes turns there.
"""

from collections.abc import Callable
from threading import Lock

from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse

PATIENCE_SECONDS = 0.05
"""Nobody waits longer for a slow page: several ordinary ones fit into it."""

type Next = Callable[[HttpRequest], HttpResponse]


def take_turns(get_response: Next) -> Next:
    """Only reading takes turns: what is sent may come slowly, and would hold up everybody."""
    if connection.vendor != "sqlite":
        raise MiddlewareNotUsed
    turn = Lock()

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        mine = turn.acquire(timeout=PATIENCE_SECONDS)
        try:
            return get_response(request)
        finally:
            if mine:
                turn.release()

    return answer
