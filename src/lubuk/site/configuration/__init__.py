"""What the environment says. Every setting is read here, once; docs/operations.md describes each.

Nothing of Django is imported, so that the launcher can refuse a wrong setting before anything heavy is
loaded. What Django makes of these values is in lubuk/site/settings.py.
"""

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lubuk.site.configuration import readers, services
from lubuk.site.configuration.assistant import Assistant, assistant
from lubuk.site.configuration.embeddings import Embeddings, embeddings
from lubuk.site.configuration.mail_in import MailIn, mail_in
from lubuk.site.configuration.places import SUPERVISOR, default_data

# Read elsewhere: by the launcher before there is a configuration, by the tests, and by a child from its
# supervisor.
ALSO_KNOWN = ("LUBUK_VENV", "LUBUK_CHROMIUM", SUPERVISOR)
DEFAULT_URL = "http://127.0.0.1:8000"


class WrongSettings(Exception):
    """One sentence for each wrong setting, in `sentences`: the variable, what is wrong, what would be
    right.
    """

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Configuration:
    data: Path
    secret_key: str | None
    """None: it is in the data folder (lubuk/site/configuration/places.py)."""
    debug: bool
    url: str
    hosts: list[str]
    proxies: int
    language: str
    time_zone: str
    log: str
    threads: int
    upload_megabytes: int
    files_gigabytes: int
    database: dict[str, Any]
    storage: dict[str, Any]
    mail: dict[str, Any]
    mail_from: str
    mail_in: MailIn | None
    """None: nobody writes by mail."""
    embeddings: Embeddings
    assistant: Assistant | None
    """None: answers are quoted passages alone."""

    @property
    def is_secure(self) -> bool:
        return self.url.startswith("https://")


def read(variables: Mapping[str, str] | None = None) -> Configuration:
    """Reads all settings.

    Raises WrongSettings with every wrong one at once: who corrects one and starts again should not meet the
    next.
    """
    asked = _Asked(os.environ if variables is None else variables)
    data = asked("LUBUK_DATA", readers.folder, default_data())
    configuration = Configuration(
        data=data,
        secret_key=asked("LUBUK_SECRET_KEY", readers.secret, None),
        debug=asked("LUBUK_DEBUG", readers.switch, False),
        url=asked("LUBUK_URL", readers.address, DEFAULT_URL),
        hosts=asked("LUBUK_HOSTS", readers.hosts, []),
        proxies=asked("LUBUK_PROXIES", readers.number(0, 10), 0),
        language=asked("LUBUK_LANGUAGE", readers.one_of("en", "id"), "en"),
        time_zone=asked("LUBUK_TIME_ZONE", readers.time_zone, "Asia/Jakarta"),
        log=asked("LUBUK_LOG", readers.one_of("debug", "info", "warning", "error"), "warning"),
        threads=asked("LUBUK_THREADS", readers.number(1, 64), 4),
        upload_megabytes=asked("LUBUK_UPLOAD_MB", readers.number(1, 10_000), 500),
        files_gigabytes=asked("LUBUK_FILES_GB", readers.number(0, 1_000_000), 0),
        database=asked("DATABASE_URL", services.database, services.sqlite(data / "lubuk.sqlite3")),
        storage=asked("STORAGE_URL", services.storage, services.folder_storage(data / "files")),
        mail=asked("EMAIL_URL", services.mail, services.mail("console:")),
        mail_from=asked("LUBUK_MAIL_FROM", readers.mail_address, "lubuk@localhost"),
        mail_in=asked("MAIL_IN_URL", mail_in, None),
        embeddings=asked("EMBEDDINGS_URL", embeddings, Embeddings()),
        assistant=asked("ASSISTANT_URL", assistant, None),
    )
    asked.refuse_unknown()
    if asked.complaints:
        raise WrongSettings(asked.complaints)
    return configuration


class _Asked:
    """Reads variables, remembers which were asked for, and gathers what is wrong with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.names = list(ALSO_KNOWN)
        self.complaints: list[str] = []

    def __call__[T](self, name: str, reader: Callable[[str], T], default: T) -> T:
        self.names.append(name)
        said = self.variables.get(name, "").strip()
        if not said:
            return default
        try:
            return reader(said)
        except ValueError as wrong:
            self.complaints.append(f"{name}: {wrong}")
            return default

    def refuse_unknown(self) -> None:
        for name in sorted(self.variables):
            if name.startswith("LUBUK_") and name not in self.names:
                near = difflib.get_close_matches(name, self.names, 1)
                hint = f"did you mean {near[0]}?" if near else "docs/operations.md lists all."
                self.complaints.append(f"{name}: there is no such setting; {hint}")
