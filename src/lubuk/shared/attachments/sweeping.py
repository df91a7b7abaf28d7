"""Once a day: uploads nobody finished, files no text has, bytes without a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from lubuk.shared.attachments.models import Attachment, Chunk, Content, Sheet, Upload
from lubuk.shared.attachments.taking import FOLDER

UNCLAIMED_DAYS = 7  # a draft kept on a phone may be sent a week later
UNFINISHED_DAYS = 3  # a slow network over a weekend
STRAY_HOURS = 24  # longer than any one request: what is being written has no row yet
CHUNKS = "uploads"


def sweep() -> int:
    """How many rows and stray files went."""
    return sweep_uploads() + sweep_unclaimed() + sweep_contents() + sweep_strays()


def sweep_uploads() -> int:
    old = timezone.now() - timedelta(days=UNFINISHED_DAYS)
    return Upload.objects.filter(begun_at__lt=old).delete()[0]  # their chunks' files are strays from now on


def sweep_unclaimed() -> int:
    old = timezone.now() - timedelta(days=UNCLAIMED_DAYS)
    return Attachment.objects.filter(item=None, uploaded_at__lt=old).delete()[0]


def sweep_contents() -> int:
    """Bytes that no attachment names; a day old, since an attachment is made after its content."""
    old = timezone.now() - timedelta(hours=STRAY_HOURS)
    return Content.objects.filter(attachments=None, kept_at__lt=old).delete()[0]


def sweep_strays() -> int:
    """Files without a row: what a killed process left, and what belonged to the rows that went."""
    old, swept = timezone.now() - timedelta(hours=STRAY_HOURS), 0
    for folder in (FOLDER, CHUNKS):
        for paths in by_folder(folder):
            for path in paths - known(paths):
                if default_storage.get_modified_time(path) < old:
                    default_storage.delete(path)
                    swept += 1
    return swept


def by_folder(top: str) -> Iterator[set[str]]:
    """One folder at a time: each holds a hundredth or less of what there is."""
    try:
        folders, _files = default_storage.listdir(top)
    except FileNotFoundError:
        return
    for folder in folders:
        yield {f"{top}/{folder}/{name}" for name in default_storage.listdir(f"{top}/{folder}")[1]}


def known(paths: set[str]) -> set[str]:
    found: set[str] = set()
    for model, column in ((Content, "file"), (Content, "preview"), (Sheet, "csv"), (Chunk, "file")):
        rows = model._default_manager.filter(**{f"{column}__in": paths})
        found |= set(rows.values_list(column, flat=True))
    return found
