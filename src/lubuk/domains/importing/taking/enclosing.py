"""The files of a page become attachments of its item."""

from __future__ import annotations

import io
import posixpath

from django.core.exceptions import ValidationError

from lubuk.domains.importing.pages import Page, Source
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import upload_file
from lubuk.shared.attachments.forms import LONGEST_ABOUT

type Rows = list[dict[str, str]]


def files_of(page: Page, source: Source, kind: Kind, *, by: Person) -> dict[str, Rows]:
    """By the name of the field; {} where the kind has no place for files. Raises Refused for one that can't be kept."""
    definition = kind.field(page.field or FILES.name)
    if not page.files or definition is None:
        return {}
    rows = [
        enclosed(content, *page.called.get(path, [posixpath.basename(path), ""]), by=by)
        for path in page.files
        if (content := source.file(path))
    ]
    as_asked = FIELD_TYPES[definition.type]
    try:
        as_asked.form_field(definition).clean(as_asked.from_json(rows))
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    return {definition.name: rows} if rows else {}


def enclosed(content: bytes, name: str, about: str, *, by: Person) -> dict[str, str]:
    attachment = upload_file(io.BytesIO(content), name, by=by)
    return {"file": str(attachment.key), "name": attachment.given_name, "about": about[:LONGEST_ABOUT]}
