"""The worker's part that reads files: one after the other, each in a process of its own (`extraction`).

The rows of contents are the queue: a worker that was killed left its content waiting, and the next one takes it up.
A file that has ended its process three times is not tried again.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.announcements import FilesRead
from lubuk.shared.attachments.models import Content, Page, Reading, Sheet
from lubuk.shared.attachments.process import Found, look_into
from lubuk.shared.attachments.taking import place_of
from lubuk.shared.attachments.words import PLACE

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds
LOOK_AGAIN = 5.0  # seconds after the database was not to be had
ATTEMPTS = 3
TAKEN_FOR = timedelta(minutes=10)  # longer than any file may take: then its reader is gone
BLOCK = 2**20


def read_files(stop: Event) -> None:
    """Read what waits, until told to stop."""
    while not stop.is_set():
        try:
            read_one = read_next()
        except OperationalError as error:
            log.warning("Files can't be read, looking again: %s", error)
            connection.close()
            stop.wait(LOOK_AGAIN)
            continue
        if not read_one:
            connection.close()
            stop.wait(LOOK_EVERY)


def take_up_scans() -> None:
    """Those that came before there was a program to read them."""
    if shutil.which("tesseract"):
        Content.objects.filter(reason="no-ocr").update(
            reading=Reading.WAITING, reason="", begun_at=None, attempts=0
        )


def read_next() -> bool:
    """Read the next content that waits; False when none does."""
    content = take_up()
    if content is None:
        return False
    with local(content) as path, tempfile.TemporaryDirectory(prefix="lubuk-read-") as folder:
        found = look_into(content.format, path, Path(folder))
        keep(content, found, Path(folder))
    return True


def take_up() -> Content | None:
    """The oldest that waits and that no other worker has; marked as taken."""
    now = timezone.now()
    free = Q(begun_at=None) | Q(begun_at__lt=now - TAKEN_FOR)
    waiting = Content.objects.filter(free, reading=Reading.WAITING).order_by("pk")
    for content in waiting[:5]:
        if content.attempts >= ATTEMPTS:
            Content.objects.filter(pk=content.pk).update(reading=Reading.REFUSED, reason="attempts")
        elif Content.objects.filter(free, pk=content.pk).update(begun_at=now, attempts=F("attempts") + 1):
            return content
    return None


@contextmanager
def local(content: Content) -> Iterator[Path]:
    """The file on this machine's disk: where a store keeps it elsewhere, a copy."""
    try:
        yield Path(content.file.path)
        return
    except NotImplementedError:
        pass
    with tempfile.NamedTemporaryFile(prefix="lubuk-read-") as copy, content.file.open("rb") as kept:
        while block := kept.read(BLOCK):
            copy.write(block)
        copy.flush()
        yield Path(copy.name)


def keep(content: Content, found: Found, folder: Path) -> None:
    """All that was found, in one transaction; its files are written before it, and swept if it fails."""
    preview = stored(content, folder / found.preview, ".webp") if found.preview else ""
    at_the_door = [note for note in content.notes if note == PLACE]
    tables = [stored(content, folder / sheet["csv"], ".csv") for sheet in found.sheets]
    with transaction.atomic():
        content.pages.all().delete()
        content.sheets.all().delete()
        Page.objects.bulk_create((Page(content=content, **page) for page in found.pages), batch_size=200)
        Sheet.objects.bulk_create(
            Sheet(content=content, **{**sheet, "csv": path})
            for sheet, path in zip(found.sheets, tables, strict=True)
        )
        Content.objects.filter(pk=content.pk).update(
            reading=found.end, reason=found.reason, notes=at_the_door + found.notes, about=found.about,
            preview=preview, width=found.width, height=found.height,
        )  # fmt: skip
        tell_readers(content)


def stored(content: Content, path: Path, ending: str) -> str:
    with path.open("rb") as file:
        return default_storage.save(place_of(content.digest, ending), File(file))


def tell_readers(content: Content) -> None:
    """Pages of what is published are kept in memory and in the index until something happens to them."""
    holding = Item.objects.filter(attachments__content=content).exclude(published=None)
    for item in holding.order_by("pk").distinct():
        announce(FilesRead(item=item, by=None))
