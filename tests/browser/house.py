"""Lubuk as it runs for the journeys: its address, the pages that stand ready, and its mail."""

from __future__ import annotations

import email
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from lubuk.site.checking import migrated
from lubuk.site.tests.running import environment, eventually, free_port, lubuk

ROOT = Path(__file__).parents[2]
MADE = "made.json"


@dataclass(frozen=True)
class House:
    address: str
    data: Path
    made: dict[str, int]
    """Items that stand ready, by the names that casting.py gives them."""
    mail: Mail

    def page(self, name: str) -> str:
        return f"/items/{self.made[name]}/"


class Mail:
    """An SMTP server on this machine that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self._server = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self.letters.append(email.message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._server.port}?starttls=no"

    @contextmanager
    def open(self) -> Iterator[Mail]:
        self._server.start()
        yield self
        self._server.stop()

    def letter_to(self, address: str) -> str:
        """The text of the newest letter to this address, as soon as it is there."""
        assert eventually(lambda: self._to(address), within=20), f"no letter to {address}"
        payload = self._to(address)[-1].get_payload(decode=True)
        assert isinstance(payload, bytes)
        return payload.decode()

    def _to(self, address: str) -> list[Message]:
        return [letter for letter in self.letters if address in str(letter["To"])]


def prepare(data: Path) -> None:
    """The sample city with the cast in it, to be copied."""
    _migrate(data)
    with lubuk(data, "--sample") as running:
        (data / MADE).write_text(_cast(data))
        running.stop()


@contextmanager
def house(data: Path) -> Iterator[House]:
    made = json.loads((data / MADE).read_text())
    with Mail().open() as mail, lubuk(data, EMAIL_URL=mail.url) as running:
        yield House(f"http://127.0.0.1:{running.port}", data, made, mail)


@contextmanager
def empty_house(data: Path) -> Iterator[str]:
    """The address of a Lubuk that nobody has set up yet."""
    _migrate(data)
    with lubuk(data) as running:
        yield f"http://127.0.0.1:{running.port}"


def _migrate(data: Path) -> None:
    """A start from nothing is what src/lubuk/site/tests/ tests; here it would be done again for each house."""
    data.mkdir(mode=0o700)
    shutil.copyfile(migrated.file(ROOT), data / "lubuk.sqlite3")


def _cast(data: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.casting"],
        cwd=ROOT,
        env=environment(LUBUK_DATA=str(data), DJANGO_SETTINGS_MODULE="lubuk.site.settings"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
