"""Reading one key of a mapping, with the problem noted where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from lubuk.foundation.access.phrases import PHRASES
from lubuk.foundation.items.kinds.marked import Marked

KEY = re.compile(r"^[a-z][a-z0-9-]{1,39}$")


def languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def key_of(m: Marked, key: str) -> str:
    name = text(m, key)
    if name and not KEY.match(name):
        m.wrong(f'{key} "{name}" should be small letters, figures and hyphens')
    return name


def text(m: Marked, key: str) -> str:
    found = m.need(key)
    return found.text() if found else ""


def texts(m: Marked, key: str) -> tuple[str, ...]:
    found = m.get(key)
    return found.texts() if found else ()


def labels(m: Marked, key: str) -> Any:
    found = m.need(key)
    return found.labels(languages()) if found else {}


def optional_labels(m: Marked, key: str) -> Any:
    found = m.get(key)
    return found.labels(languages()) if found else {}


def listed(m: Marked, key: str, needed: bool = False) -> list[Marked]:
    found = m.need(key) if needed else m.get(key)
    return found.items() if found else []


def mapping(m: Marked, key: str, needed: bool = False) -> Iterable[tuple[str, Marked]]:
    found = m.need(key) if needed else m.get(key)
    return list(found.pairs()) if found else []


def phrases(m: Marked, key: str) -> tuple[str, ...]:
    return tuple(phrase.one_of("role", list(PHRASES)) for phrase in listed(m, key))
