"""GET /healthz: what a monitor is told."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from lubuk.shared.search.models import Outbox
from lubuk.shared.search.rebuild import rebuild
from lubuk.site.health import LATE
from lubuk.site.serving import heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def heart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worker's heart, on a machine on which all is well."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.setattr(settings, "SEARCH_DIR", tmp_path / "search")
    rebuild()
    heart = tmp_path / "worker.heartbeat"
    heart.touch()
    return heart


@pytest.mark.usefixtures("heart")
def test_a_machine_on_which_all_is_well_says_so(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.usefixtures("heart")
def test_a_balancer_may_ask_by_number_and_without_tls(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECURE_SSL_REDIRECT", True)
    assert client.get("/healthz", headers={"host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.usefixtures("heart")
def test_an_index_that_falls_behind_is_noticed(client: Client) -> None:
    change = Outbox.objects.create(item=1)
    assert client.get("/healthz").json()["search"] == "ok"
    Outbox.objects.filter(pk=change.pk).update(at=timezone.now() - 2 * LATE)
    assert client.get("/healthz").json()["search"] == "behind the database"


@pytest.mark.usefixtures("heart")
def test_an_index_that_is_not_there_is_noticed(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SEARCH_DIR", tmp_path / "nothing")
    assert client.get("/healthz").json()["search"] == "has no index yet"


def test_a_silent_worker_is_noticed(client: Client, heart: Path) -> None:
    long_ago = time.time() - 2 * heartbeat.SILENT_AFTER
    os.utime(heart, (long_ago, long_ago))
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["worker"].startswith("silent for")


def test_a_worker_that_never_started_is_noticed(client: Client, heart: Path) -> None:
    heart.unlink()
    assert client.get("/healthz").json()["worker"] == "has not started"


@pytest.mark.usefixtures("heart")
def test_a_full_disk_is_noticed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", refuse)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["storage"]) == (503, "cannot be read or written")


@pytest.mark.usefixtures("heart")
def test_a_database_that_is_gone_is_noticed_and_nothing_of_it_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise DatabaseError("password=secret")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "the database does not answer"
    assert b"secret" not in response.content
