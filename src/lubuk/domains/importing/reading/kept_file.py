"""A file that stays what it is: a PDF, a table, a recording. The item has it attached; the worker reads it later."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.reading.leading import title_from
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.shared.attachments.formats import FORMATS

# The kind that such a file becomes, and its field for the file; both stand in the pack `documents`.
KEPT_AS = {
    "document": ("document", "file"),
    "slides": ("document", "file"),
    "sheet": ("document", "file"),
    "mail": ("document", "file"),
    "audio": ("audio", "audio"),
    "video": ("video", "video"),
}
ENDINGS = {
    f".{ending}": KEPT_AS[one.family]
    for one in FORMATS.values()
    for ending in one.extensions
    if one.family in KEPT_AS
}


def read(content: bytes, path: str, is_there: Callable[[str], bool], **known: Any) -> Page:
    """Nothing is read in it here: foreign files are opened in a process with limits alone. Raises Unreadable."""
    if not content:
        raise Unreadable(_("This file is empty."))
    kind, field = ENDINGS["." + path.rpartition(".")[2].lower()]
    said = {"title": title_from(path), "kind": kind, "field": field, "files": (path,)}
    return Page(path=path, digest=hashlib.sha256(content).hexdigest(), body="", **{**said, **known})
