"""Reads one value of a setting. Each raises ValueError with what is wrong and what would be right.

Addresses of services (database, storage, mail) are in services.py.
"""

import zoneinfo
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

LEAST_SECRET = 32  # characters; Django warns below 50, but who generates hex with 16 bytes has enough


def switch(said: str) -> bool:
    words = {
        "yes": True,
        "true": True,
        "1": True,
        "on": True,
        "no": False,
        "false": False,
        "0": False,
        "off": False,
    }
    if said.lower() not in words:
        raise ValueError(f"“{said}” is neither yes nor no; write yes or no.")
    return words[said.lower()]


def number(least: int, most: int) -> Callable[[str], int]:
    def read(said: str) -> int:
        if not said.isascii() or not said.isdigit() or not least <= int(said) <= most:
            raise ValueError(f"“{said}” does not do; write a whole number from {least} to {most}.")
        return int(said)

    return read


def one_of(*words: str) -> Callable[[str], str]:
    def read(said: str) -> str:
        if said.lower() not in words:
            raise ValueError(f"“{said}” is not known; write one of {', '.join(words)}.")
        return said.lower()

    return read


def secret(said: str) -> str:
    if len(said) < LEAST_SECRET:
        raise ValueError(
            f"it has {len(said)} characters and can be guessed; use {LEAST_SECRET} or more, for example from "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'."
        )
    return said


def folder(said: str) -> Path:
    path = Path(said).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is a file; name a folder, which is made if it is not there.")
    return path


def address(said: str) -> str:
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(f"“{said}” is not a site's address; write it like https://knowledge.city.example.")
    return f"{parts.scheme}://{parts.netloc}"


def hosts(said: str) -> list[str]:
    names = [name.strip() for name in said.split(",") if name.strip()]
    for name in names:
        if "/" in name or " " in name or (":" in name and not name.startswith("[")):
            raise ValueError(
                f"“{name}” is not a host name; write names alone, like knowledge.city.example,10.0.0.7."
            )
    return names


def time_zone(said: str) -> str:
    try:
        zoneinfo.ZoneInfo(said)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as wrong:
        raise ValueError(
            f"“{said}” is not a time zone; write one like Asia/Jakarta or Asia/Makassar."
        ) from wrong
    return said


def mail_address(said: str) -> str:
    if "@" not in said.strip("@") or " " in said.rsplit("@", 1)[1]:
        raise ValueError(f"“{said}” is not an e-mail address; write one like knowledge@city.example.")
    return said
