"""Reads the addresses of services into the dictionaries that Django wants: database, storage, mail.

Each raises ValueError with what is wrong and what would be right.
"""

import importlib.util
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

BUSY_SECONDS = 10  # a writer waits so long for another before it gives up
KEEP_SECONDS = 600  # a thread keeps its connection, and its page cache, so long
SYNCHRONOUS = ("normal", "full")


def database(said: str) -> dict[str, Any]:
    parts = _split(said)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)
        if parts.netloc or not path.strip("/"):
            raise ValueError(
                "a SQLite address has three slashes and a path: sqlite:////srv/lubuk/lubuk.sqlite3."
            )
        # After sqlite:/// comes the path: a fourth slash makes it absolute, as elsewhere in the trade.
        return sqlite(Path(path[1:]).absolute(), **_options(parts, "synchronous"))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(parts)
    raise ValueError(
        f"“{parts.scheme or said}” is no database Lubuk knows; write postgresql://user:password@host:5432/name."
    )


def sqlite(path: Path, *, synchronous: str = "normal") -> dict[str, Any]:
    """SQLite as a server: readers never wait for the writer, writers queue instead of failing half way.

    NORMAL flushes to the disk at checkpoints: in WAL mode what was committed survives the death of any
    process (kill -9 too), because the kernel has it. Only when the machine itself loses power may the last
    commits be missing, and the database is whole even then; FULL flushes at each commit and loses nothing,
    at a few milliseconds each.
    """
    if synchronous not in SYNCHRONOUS:
        raise ValueError(f"synchronous={synchronous} is not known; write {' or '.join(SYNCHRONOUS)}.")
    pragmas = {
        "journal_mode": "WAL",
        "synchronous": synchronous.upper(),
        "cache_size": "-8000",  # kB for each connection
        "mmap_size": str(256 * 2**20),  # pages shared by all processes instead of copied into each
        "temp_store": "MEMORY",
        "journal_size_limit": str(64 * 2**20),
    }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": KEEP_SECONDS,
        "OPTIONS": {
            # A transaction that begins by reading and then writes fails at once when another wrote between;
            # begun IMMEDIATE it waits its turn.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path.strip("/"))
    options: dict[str, Any] = _options(parts, "pool", "sslmode", "sslrootcert", "application_name", "host")
    host = options.pop(
        "host", parts.hostname
    )  # ?host= names the folder of a socket, as PostgreSQL's own tools do
    if not host or not name or "/" in name:
        raise ValueError("a host or a name is missing; write postgresql://user:password@host:5432/name.")
    pool = options.pop("pool", "8")
    if not pool.isdigit() or not 1 <= int(pool) <= 200:
        raise ValueError(f"pool={pool} does not do; write a whole number of connections from 1 to 200.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or 5432),
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": int(pool), "timeout": BUSY_SECONDS}},
    }


def folder_storage(path: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(path), "base_url": "/files/"},
    }


def storage(said: str) -> dict[str, Any]:
    parts = _split(said)
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket or not parts.username or not parts.password:
        raise ValueError(
            f"“{_without_password(parts)}” does not do; write s3://key:secret@host/bucket?region=name."
        )
    if importlib.util.find_spec("storages") is None:
        raise ValueError(
            "a store needs one more package; run .venv/bin/python -m pip install 'django-storages[s3]'."
        )
    options = _options(parts, "region", "scheme")
    scheme = options.get("scheme", "https")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": bucket,
            "endpoint_url": f"{scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else ""),
            "region_name": options.get("region"),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }


def mail(said: str) -> dict[str, Any]:
    parts = _split(said)
    if parts.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(
            f"“{_without_password(parts)}” does not do; write smtp://user:password@host:587, smtps://… for "
            "TLS from the first byte, or console: to print letters instead of sending them."
        )
    tls = _options(parts, "starttls").get("starttls", "yes" if parts.username else "no")
    if tls not in ("yes", "no"):
        raise ValueError(f"starttls={tls} does not do; write starttls=yes or starttls=no.")
    secure = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if secure else 587 if tls == "yes" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": secure,
            "use_tls": tls == "yes" and not secure,
            "timeout": 20,
        },
    }


def _split(said: str) -> SplitResult:
    parts = urlsplit(said)
    try:
        _ = parts.port
    except ValueError as wrong:
        raise ValueError("the port is not a number from 0 to 65535.") from wrong
    return parts


def _options(parts: SplitResult, *known: str) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in options:
        if name not in known:
            raise ValueError(f"the option “{name}” after ? is not known; known are {', '.join(known)}.")
    return options


def _without_password(parts: SplitResult) -> str:
    """What may be shown in a message: a log is read by more people than a password should be."""
    if not parts.password:
        return parts.geturl()
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":…@")).geturl()
