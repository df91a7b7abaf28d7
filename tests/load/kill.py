"""Kills the web server and the worker while people write, and looks whether anything acknowledged is missing.

Run by hand: python -m tests.load.kill --rounds 50. It starts an installation of its own in a temporary folder, on the
loopback alone, and ends by itself. Afterwards: every item that was acknowledged is there and published, the index
holds exactly what the database has published, and the trail is whole.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 3
WRITER = "ratna"  # of the sample's people
BETWEEN_KILLS = (5.0, 7.0)  # seconds of writing; a child that lived so long is started again at once
UP_SECONDS = 600.0  # on a machine that does much else
QUIET_SECONDS = 60.0  # for the index to come up to the database at the end


@dataclass
class Tally:
    acknowledged: list[int] = field(default_factory=list)
    refused: int = 0
    killed: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def told(self) -> str:
        return ", ".join(f"{name} {times} times" for name, times in sorted(self.killed.items()))


def main() -> int:
    arguments = asked(__doc__)
    chance, tally = random.Random(arguments.seed), Tally()

    def writers(data: str, port: int, stop: threading.Event) -> list[threading.Thread]:
        session = session_of(WRITER, data)
        return [threading.Thread(target=write_on, args=(port, session, tally, stop)) for _n in range(WRITERS)]

    with killing(arguments.rounds, chance, tally, writers, lambda: f"{len(tally.acknowledged)} acknowledged"):
        wrong = look(tally)
    tell(tally, wrong, arguments.seed)
    return int(bool(wrong))


def asked(about: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    return parser.parse_args()


type Begin = Callable[[str, int, threading.Event], list[threading.Thread]]  # data folder, port, when to stop


@contextmanager
def killing(
    rounds: int, chance: random.Random, tally: Tally, begin: Begin, so_far: Callable[[], str]
) -> Iterator[None]:
    """An installation of its own, whose processes are killed while others work with it. The block looks at what is
    left: all have ended their work, and the installation still runs.
    """
    stop = threading.Event()
    with tempfile.TemporaryDirectory(prefix="lubuk-kill-") as data:
        port = free_port()
        product = start(data, port)
        try:
            wait_until_up(port)
            workers = begin(data, port, stop)
            for worker in workers:
                worker.start()
            for number in range(rounds):
                wait_until_up(port)
                time.sleep(chance.uniform(*BETWEEN_KILLS))
                kill_one(product.pid, chance, tally)
                print(f"\r{number + 1} kills, {so_far()}", end="", flush=True)
            wait_until_up(port)
            stop.set()
            for worker in workers:
                worker.join()
            yield
        finally:
            product.send_signal(signal.SIGTERM)
            product.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: str, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "lubuk", "up", "--sample", "--data", data, "--port", str(port)]
    return subprocess.Popen(command, cwd=ROOT / "src", stdout=subprocess.DEVNULL)


def wait_until_up(port: int) -> None:
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("It did not come up again.")


def session_of(username: str, data: str) -> str:
    """Signs in without the form: the sample's password is known only to whoever read the terminal."""
    os.environ.update(LUBUK_DATA=data, DJANGO_SETTINGS_MODULE="lubuk.site.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django  # settings read the environment set just above

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from lubuk.foundation.accounts.models import Person

    person = Person.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "lubuk.foundation.accounts.backends.PersonBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def write_on(port: int, session: str, tally: Tally, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            number = publish_an_article(port, session)
        except (OSError, urllib.error.URLError):
            with tally.lock:
                tally.refused += 1
            time.sleep(0.1)
            continue
        with tally.lock:
            tally.acknowledged.append(number)


class Stay(urllib.request.HTTPRedirectHandler):
    """The redirect is the acknowledgement; its address names the item."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def publish_an_article(port: int, session: str) -> int:
    """The number of the item, once the server has said that it is published."""
    token = secrets.token_hex(16)
    form = {
        "title": f"Written while things break {secrets.token_hex(4)}",
        "summary": "One of many.",
        "body": "<p>What was acknowledged must be there.</p>",
        "body_format": "html",
        "audience": "institution",
        "unit": unit_of_the_writer(),
        "language": "en",
        "do": "publish",
        "csrfmiddlewaretoken": token,
    }
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/share/article/",
        data=urllib.parse.urlencode(form).encode(),
        headers={"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token},
    )
    try:
        urllib.request.build_opener(Stay).open(request, timeout=20)
    except urllib.error.HTTPError as answer:
        if answer.code == 302:
            return int(answer.headers["Location"].split("/items/")[1].split("-")[0])
        raise
    raise OSError("It answered without publishing.")


def unit_of_the_writer() -> str:
    from lubuk.foundation.accounts.models import Person

    return str(Person.objects.values_list("unit_id", flat=True).get(username=WRITER))


def kill_one(supervisor: int, chance: random.Random, tally: Tally) -> None:
    """Ends one of the processes below the supervisor with the one signal that can't be heard."""
    below = descendants(supervisor)
    if not below:
        return
    pid = chance.choice(sorted(below))
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    name = "worker" if "worker" in below[pid] else "web"
    tally.killed[name] = tally.killed.get(name, 0) + 1


def descendants(of: int) -> dict[int, str]:
    """Process ids below one, with their command lines."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found, frontier = {}, {of}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier and pid not in found}
        for pid in frontier:
            try:
                found[pid] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
    return found


def look(tally: Tally) -> list[str]:
    """Sentences about what is not as it must be."""
    from lubuk.foundation.items.models import Item
    from lubuk.foundation.trail.verifying import verify

    published = set(Item.objects.published().values_list("pk", flat=True))
    wrong = [f"item {pk} was acknowledged and is missing" for pk in tally.acknowledged if pk not in published]
    if len(set(tally.acknowledged)) != len(tally.acknowledged):
        wrong.append("two acknowledgements name the same item")
    half = Item.objects.filter(published=None, draft=None).count()
    if half:
        wrong.append(f"{half} items have no text at all")
    wrong += [f"trail: {said}" for said in verify().broken]
    difference = index_difference(published)
    if difference:
        wrong.append(
            f"the index and the database differ in {len(difference)} items: {sorted(difference)[:10]}"
        )
    return wrong


def index_difference(published: set[int]) -> set[int]:
    """Items in one of the two only, after the worker has had its time."""
    from lubuk.shared.search.live import engine

    until, difference = time.monotonic() + QUIET_SECONDS, published
    while difference and time.monotonic() < until:
        searcher = engine().searcher()  # type: ignore[attr-defined]
        rows = searcher.search(tantivy.Query.all_query(), searcher.num_docs).hits
        documents = (searcher.doc(address).to_dict() for _score, address in rows)
        difference = published ^ {row["id"][0] for row in documents if "id" in row}
        time.sleep(0.2)
    return difference


def tell(tally: Tally, wrong: list[str], seed: int) -> None:
    print(f"\nKilled {tally.told} (seed {seed}).")
    print(f"{len(tally.acknowledged)} items acknowledged, {tally.refused} attempts got no answer.")
    print(
        "\n".join(wrong)
        if wrong
        else "Nothing acknowledged is missing, the index equals the database, the trail is whole."
    )


if __name__ == "__main__":
    raise SystemExit(main())
