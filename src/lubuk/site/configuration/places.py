"""Where things are on the disk: the checkout if there is one, the data folder and the secret key in it."""

import hmac
import os
import secrets
from pathlib import Path

import lubuk

PACKAGE = Path(lubuk.__file__).parent
CHECKOUT: Path | None = PACKAGE.parents[1] if (PACKAGE.parents[1] / "requirements").is_dir() else None
"""None when the product was installed from a wheel."""
SUPERVISOR = "LUBUK_SUPERVISOR"
"""The variable by which a child knows the process that started it."""


def default_data() -> Path:
    return CHECKOUT / "data" if CHECKOUT else Path.cwd() / "lubuk-data"


def make_private(folder: Path) -> None:
    """Makes the data folder so that nobody else on the machine can read it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def secret_key(data: Path) -> str:
    """The key that signs sessions and links in mail; made at the first start and kept, or everyone is
    signed out.
    """
    kept = data / "secret-key"
    if not kept.exists():
        make_private(data)
        _write_once(kept, secrets.token_urlsafe(64))
    return kept.read_text()


def first_run_key(secret: str) -> str:
    """What the first visitor has to know where others can reach the machine: the start prints it, no page does."""
    return hmac.new(secret.encode(), b"first run", "sha256").hexdigest()[:16]


def is_local(url: str) -> bool:
    """Whether only people at this machine can use the address."""
    return any(name in url for name in ("//127.0.0.1", "//localhost", "//[::1]"))


def _write_once(path: Path, text: str) -> None:
    """Two processes may come here at once: the link is atomic, and the one that comes second keeps the
    first's key.
    """
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(mine, path)
    except FileExistsError:
        pass
    finally:
        mine.unlink()
