"""GET /healthz: does this machine serve? For load balancers, monitors and the launcher; no secrets, no
visitors.

A middleware rather than a view, because it must answer a balancer that asks by number and over plain HTTP,
where every other address refuses.
"""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from lubuk.shared.search.live import engine
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.outbox import row_of
from lubuk.site.logs import HEALTH
from lubuk.site.serving import heartbeat

PROBE = "healthz-probe"
LATE = timedelta(seconds=30)  # a change not yet found after that is not on its way
STORE_SECONDS = 60  # a store elsewhere is written to at most so often

type Next = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != HEALTH:
            return self.get_response(request)
        state = {name: _look(name) for name in LOOKS}
        well = all(said == "ok" for said in state.values())
        response = JsonResponse(
            {"status": "ok" if well else "failing", **state},
            status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE,
        )
        response["Cache-Control"] = "no-store"
        return response


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def worker() -> str:
    silence = heartbeat.silence()
    if silence is None:
        return "has not started"
    return "ok" if silence < heartbeat.SILENT_AFTER else f"silent for {silence:.0f} seconds"


def search() -> str:
    """Whether the index on this machine has come up to the database."""
    at = row_of(engine())
    if at is None:
        return "has no index yet"
    waiting = Outbox.objects.filter(pk__gt=at.pk, at__lt=timezone.now() - LATE)
    return "behind the database" if waiting.exists() else "ok"


def storage() -> str:
    if isinstance(storages["default"], FileSystemStorage):
        return _write_and_read()
    return str(caches["memory"].get_or_set(PROBE, _write_and_read, STORE_SECONDS))


def _write_and_read() -> str:
    default_storage.delete(PROBE)
    name = default_storage.save(PROBE, ContentFile(b"ok"))
    with default_storage.open(name) as kept:
        return "ok" if kept.read() == b"ok" else "gives back something else"


LOOKS: dict[str, Callable[[], str]] = {
    "database": database,
    "search": search,
    "worker": worker,
    "storage": storage,
}


def _look(name: str) -> str:
    try:
        return LOOKS[name]()
    except DatabaseError:
        return "the database does not answer"
    except OSError:
        return "cannot be read or written"
