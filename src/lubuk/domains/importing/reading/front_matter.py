"""The block of names and values that many Markdown files begin with, in YAML or TOML, and what can be learned
from it.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import yaml
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from lubuk.domains.importing.reading.unreadable import Unreadable

Values = Mapping[str, Any]

LONGEST = 64_000  # characters; a front matter is a few lines, and a parser of nested data is not fed a book

_YAML = re.compile(r"\A---[ \t]*\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<block>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

_READERS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (_YAML, yaml.safe_load),
    (_TOML, tomllib.loads),
)
# A rule at the start of a text looks like front matter; only a block that begins with a name and a colon is.
_FIRST_NAME = re.compile(r"""\A(?:\s*#[^\n]*\n)*\s*["']?\w[\w .\-]*["']?\s*[:=]""")

DATE_NAMES = {
    "created": ("created", "date", "date_created"),
    "published": ("published", "date_published", "date_approved"),
    "changed": (
        "changed",
        "updated",
        "modified",
        "last_modified",
        "last_modified_at",
        "lastmod",
        "date_modified",
    ),
}


def split(text: str) -> tuple[Values, str]:
    """The values with lower-case names, and the text after them. Raises Unreadable where they are broken."""
    for pattern, parse in _READERS:
        match = pattern.match(text)
        if match and len(match["block"]) <= LONGEST and _FIRST_NAME.match(match["block"]):
            values = _parsed(match["block"], parse)
            if isinstance(values, dict):
                return {str(name).lower(): value for name, value in values.items()}, text[match.end() :]
    return {}, text


def _parsed(block: str, parse: Callable[[str], object]) -> object:
    try:
        return parse(block)
    except yaml.MarkedYAMLError as error:
        raise _broken(error.problem_mark.line + 2 if error.problem_mark else 1) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise _broken(int(found[1]) + 1 if found else 1) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A date such as 2024-13-45 is a ValueError from the YAML reader.
        raise _broken(1) from error


def _broken(line: int) -> Unreadable:
    message = _(
        "The lines at the top of this file can't be read from line %(line)s on. "
        "Correct them or take them out."
    )
    return Unreadable(message % {"line": line})


def words(values: Values, *names: str) -> str:
    """The first of these that has text, on one line."""
    found = (values.get(name) for name in names)
    return next(
        (" ".join(str(value).split()) for value in found if isinstance(value, str | int | float) and value),
        "",
    )


def dates(values: Values) -> dict[str, date]:
    """Those of `created`, `published` and `changed` that are given and are dates."""
    found: dict[str, date] = {}
    for meaning, names in DATE_NAMES.items():
        given = (_date(values.get(name)) for name in names)
        if day := next((day for day in given if day), None):
            found[meaning] = day
    return found


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def tags(values: Values) -> list[str]:
    """From tags, keywords and categories, lists or parted by commas; each once, in order."""
    found: list[str] = []
    for name in ("tags", "keywords", "categories", "category"):
        given = values.get(name)
        several = (
            given if isinstance(given, list) else str(given).split(",") if isinstance(given, str) else []
        )
        found += [" ".join(str(one).split()) for one in several if isinstance(one, str | int)]
    once: dict[str, str] = {}
    for tag in found:
        once.setdefault(tag.casefold(), tag)
    return [tag for tag in once.values() if tag]


def names(values: Values) -> tuple[str, ...]:
    """Who wrote it: names or e-mail addresses, from `author` or `authors`, one, a list, or records with a name."""
    given = values.get("authors") or values.get("author") or values.get("by")
    several = given if isinstance(given, list) else [given]
    found = [one.get("email") or one.get("name") if isinstance(one, dict) else one for one in several]
    return tuple(" ".join(one.split())[:160] for one in found if isinstance(one, str) and one.strip())
