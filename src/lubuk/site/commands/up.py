"""`lubuk up`: prepares what is not ready, then runs web server and worker until told to end."""

import argparse
import errno
import fcntl
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from lubuk.site import configuration
from lubuk.site.build import BuildFailed, build
from lubuk.site.configuration import Configuration, places
from lubuk.site.serving import preparation
from lubuk.site.serving.supervisor import Child, supervise

CANNOT = 1
PROBE_SECONDS = 2


class CannotStart(Exception):
    """In words for the administrator."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine alone)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="where everything is kept (data/ in the checkout)"
    )
    parser.add_argument("--sample", action="store_true", help="begin with a sample city and print its logins")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that serve pages (1)")


def run(arguments: argparse.Namespace) -> int:
    if arguments.data:
        os.environ["LUBUK_DATA"] = str(arguments.data)
    shown = f"http://{_for_people(arguments.host)}:{arguments.port}"
    os.environ.setdefault("LUBUK_URL", shown)
    settings = configuration.read()
    try:
        places.make_private(settings.data)
        with _alone(settings.data):
            _refuse_taken(arguments.host, arguments.port)
            _prepare(settings, sample=arguments.sample)
            _serve(arguments, settings)
    except (CannotStart, PermissionError) as refusal:
        print(refusal, file=sys.stderr)
        return CANNOT
    return 0


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One Lubuk for each data folder: two would write one search index and beat one heart."""
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"Lubuk runs already on {data}. Stop it first, or give this one another --data."
            ) from None
        yield


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise CannotStart(
                f"There is no port {port}. Choose one from 1 to 65535, as with --port 8001."
            ) from None
        except OSError as problem:
            raise CannotStart(_why_not(problem, host, port)) from None


def _why_not(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Stop it, or choose another: --port {port + 1}."
    if problem.errno == errno.EACCES:
        return f"Port {port} is the administrator's alone. Choose one from 1024 up: --port 8000."
    return f"This machine cannot listen on {host} ({problem.strerror}). Use 127.0.0.1, or 0.0.0.0 for all."


def _prepare(settings: Configuration, *, sample: bool) -> None:
    places.secret_key(settings.data)
    if places.CHECKOUT:
        _build(places.CHECKOUT)
    steps = [*preparation.due(settings), *(["sample"] if sample else [])]
    if steps and subprocess.run([sys.executable, "-m", "lubuk.site.serving.prepare", *steps]).returncode:
        raise CannotStart("Lubuk could not be made ready; the reason is above. Nothing was started.")


def _build(root: Path) -> None:
    try:
        build(root, progress=lambda line: print(line, flush=True))
    except BuildFailed as failure:
        raise CannotStart(str(failure)) from failure


def _serve(arguments: argparse.Namespace, settings: Configuration) -> None:
    host, port = arguments.host, arguments.port
    serving = [sys.executable, "-m", "lubuk.site.serving.web", host, str(port), str(arguments.workers)]
    children = [
        Child("The web server", serving),
        Child("The worker", [sys.executable, "-m", "lubuk", "worker"]),
    ]
    supervise(children, is_up=lambda: _answers(host, port), greet=lambda: _greet(arguments, settings))


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(_for_people(host).strip("[]"), port, timeout=PROBE_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _greet(arguments: argparse.Namespace, settings: Configuration) -> None:
    bold, plain = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")
    address = settings.url
    if not places.is_local(address) and _waits_for_first_visit(arguments, address):
        key = places.first_run_key(settings.secret_key or places.secret_key(settings.data))
        address = f"{address}/welcome/?key={key}"
    print(f"\n  Lubuk is ready at {bold}{address}{plain}")
    print(f"  Everything is kept in {settings.data}")
    if arguments.host in ("0.0.0.0", "::") and not settings.hosts and places.is_local(settings.url):  # noqa: S104
        print("  To be reached from other machines it must know its name: set LUBUK_URL=http://NAME:PORT.")
    print("  Ctrl-C stops it.\n", flush=True)


def _waits_for_first_visit(arguments: argparse.Namespace, url: str) -> bool:
    """Whether the first page leads to the first-run form."""
    connection = http.client.HTTPConnection(
        _for_people(arguments.host).strip("[]"), arguments.port, timeout=PROBE_SECONDS
    )
    try:
        connection.request("GET", "/", headers={"Host": urlsplit(url).netloc})
        return (connection.getresponse().getheader("Location") or "").startswith("/welcome/")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _for_people(host: str) -> str:
    """The address by which this machine reaches itself: nobody can go to 0.0.0.0."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{local}]" if ":" in local else local
