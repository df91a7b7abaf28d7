"""Uploads that survive a bad network: begun with their length, added to chunk by chunk, finished as an attachment.

After the core of tus 1.0 (tus.io/protocols/resumable-upload): the server says how far it has come, the sender goes on
from there, and what was acknowledged is never asked for again. Each chunk is a file and a row; the row makes it
count. A process killed in between leaves the offset where it was.
"""

from __future__ import annotations

import hashlib
import tempfile
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import NotAllowed, Refused, require
from lubuk.shared.attachments.models import Attachment, Chunk, Upload
from lubuk.shared.attachments.names import clean_name
from lubuk.shared.attachments.permissions import can_continue, can_upload
from lubuk.shared.attachments.sweeping import CHUNKS
from lubuk.shared.attachments.taking import kept_once, refuse_full, refuse_size

MOST_CHUNK = 16 * 2**20  # bytes; in memory while it is taken in
MOST_OPEN = 30  # unfinished uploads of a person
BLOCK = 2**20


class Elsewhere(Refused):
    """The chunk does not begin where the upload stands; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(_("This part doesn't fit to what has arrived. Go on from where the upload stands."))
        self.offset = offset


def begin_upload(name: str, length: int, *, by: Person, digest: str = "") -> Upload:
    """Raises Refused for what would be too large, before a byte of it is sent."""
    require(can_upload(by))
    refuse_size(length)
    refuse_full(length)
    if Upload.objects.filter(person=by, became=None).count() >= MOST_OPEN:
        raise Refused(_("Many of your uploads are still under way. Let them finish first."))
    return Upload.objects.create(person=by, name=clean_name(name), length=length, digest=digest)


def add_chunk(upload: Upload, data: bytes, *, at: int, by: Person) -> Upload:
    """The upload, further on; with `became` when this was the last of it. Raises Elsewhere, Refused."""
    require(can_continue(by, upload))
    if at != upload.offset:
        raise Elsewhere(upload.offset)
    if not data or len(data) > MOST_CHUNK or at + len(data) > upload.length:
        raise Refused(_("This part is larger than what is missing. Begin the upload again."))
    path = default_storage.save(f"{CHUNKS}/{upload.pk}/{at}", ContentFile(data))
    with transaction.atomic():
        moved = Upload.objects.filter(pk=upload.pk, offset=at).update(offset=at + len(data))
        if moved:
            Chunk.objects.create(upload=upload, offset=at, file=path)
    if not moved:  # the same chunk came twice at once
        default_storage.delete(path)
        upload.refresh_from_db()
        raise Elsewhere(upload.offset)
    upload.refresh_from_db()
    return upload


def finish_upload(upload: Upload, *, by: Person) -> Attachment:
    """All of it is here: one file, one attachment, however often this is asked. Raises Refused."""
    require(can_continue(by, upload))
    if upload.became:
        forget_chunks(upload)  # whoever asks again got no answer: the process may have ended before this
        return upload.became
    if upload.offset != upload.length:
        raise Elsewhere(upload.offset)
    with tempfile.TemporaryFile() as whole:
        digest = joined(upload, whole)
        if upload.digest and digest != upload.digest:
            give_up(upload, by=by)
            raise Refused(_("The file arrived changed. Upload it again."))
        content = kept_once(whole, upload.name)
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.became is None:
            held.became = Attachment.objects.create(content=content, name=held.name, uploaded_by=by)
            held.save(update_fields=["became"])
    forget_chunks(held)
    return held.became


def joined(upload: Upload, whole: BinaryIO) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks.all():
        with chunk.file.open("rb") as part:
            while block := part.read(BLOCK):
                digest.update(block)
                whole.write(block)
    return digest.hexdigest()


def give_up(upload: Upload, *, by: Person) -> None:
    if upload.person_id != by.pk:
        raise NotAllowed
    forget_chunks(upload)
    upload.delete()


def forget_chunks(upload: Upload) -> None:
    paths = [chunk.file.name for chunk in upload.chunks.all()]
    upload.chunks.all().delete()
    for path in paths:
        if path:
            default_storage.delete(path)
