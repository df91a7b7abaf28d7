"""The files of a page become attachments of its item."""

from __future__ import annotations

import io
import posixpath

from django.core.exceptions import ValidationError

from lubuk.domains.importing.pages import Page, Source
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import upload_file
from lubuk.shared.attachments.forms import LONGEST_ABOUT

type Rows = list[dict[str, str]]


def files_of(page: Page, source: Source, kind: Kind, *, by: Person) -> tuple[dict[str, Rows], list[str]]:
    """By the name of the field, and the names of those that could not be kept.

    Raises Refused where the file is what the page is about: without it there is nothing to keep.
    """
    kept: dict[str, Rows] = {}
    left: list[str] = []
    for name, paths in by_field(page).items():
        definition = kind.field(name)
        if definition is None:
            left += [name_of(page, path) for path in paths]
            continue
        rows, refused = files_for(page, paths, source, is_needed=name != FILES.name, by=by)
        refuse_unfit(definition, rows)
        left += refused
        kept |= {name: rows} if rows else {}
    return kept, left


def by_field(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in page.files:
        found.setdefault(page.belongs.get(path) or page.field or FILES.name, []).append(path)
    return found


def files_for(
    page: Page, paths: list[str], source: Source, *, is_needed: bool, by: Person
) -> tuple[Rows, list[str]]:
    rows, left = [], []
    for path in paths:
        try:
            rows.append(enclosed(source.file(path) or b"", *called(page, path), by=by))
        except Refused:
            if is_needed:
                raise
            left.append(name_of(page, path))
    return rows, left


def refuse_unfit(definition: FieldDefinition, rows: Rows) -> None:
    as_asked = FIELD_TYPES[definition.type]
    try:
        as_asked.form_field(definition).clean(as_asked.from_json(rows))
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong


def called(page: Page, path: str) -> list[str]:
    """Its name, and what is said of it."""
    return page.called.get(path) or [posixpath.basename(path), ""]


def name_of(page: Page, path: str) -> str:
    return called(page, path)[0]


def enclosed(content: bytes, name: str, about: str, *, by: Person) -> dict[str, str]:
    attachment = upload_file(io.BytesIO(content), name, by=by)
    return {"file": str(attachment.key), "name": attachment.given_name, "about": about[:LONGEST_ABOUT]}
