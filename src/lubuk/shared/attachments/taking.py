"""Bytes come in: told what they are, kept once, or not at all.

A file is written under a name of its own first, and counts from the moment its row is committed. What a process
left behind that was killed in between has no row, and is swept.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.formats import Format, told_from
from lubuk.shared.attachments.models import Content, Reading
from lubuk.shared.attachments.positions import without_position
from lubuk.shared.attachments.words import PLACE

BLOCK = 2**20
FOLDER = "files"


def kept_once(file: BinaryIO, name: str) -> Content:
    """The content of the file; the one that is here already if it is the same. Raises Refused.

    Of a picture all but the position at which it was taken.

    Not to be called inside a transaction that may be undone: the bytes would stay without their row.
    """
    refuse_size(length_of(file))
    told = told_from(file, name)
    quiet = without_position(file, told.key)
    size, digest = measured(quiet)
    known = Content.objects.filter(digest=digest).first()
    if known:
        return known
    refuse_full(size)
    return written(quiet, size, digest, told, notes=[PLACE] if quiet is not file else [])


def length_of(file: BinaryIO) -> int:
    return file.seek(0, 2)


def measured(file: BinaryIO) -> tuple[int, str]:
    """Size in bytes and SHA-256. Leaves the file at its beginning."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return size, digest.hexdigest()


def written(file: BinaryIO, size: int, digest: str, told: Format, *, notes: Sequence[str] = ()) -> Content:
    path = default_storage.save(place_of(digest), File(file))
    content = Content(
        digest=digest, size=size, format=told.key, media_type=told.media_type, file=path,
        reading=Reading.WAITING if told.is_read else Reading.NOTHING, notes=list(notes),
    )  # fmt: skip
    try:
        with transaction.atomic():
            content.save()
    except IntegrityError:  # somebody brought the same at the same moment
        default_storage.delete(path)
        return Content.objects.get(digest=digest)
    return content


def place_of(digest: str, ending: str = "") -> str:
    """Under a hundredth of all files each, so that no folder grows without end."""
    return f"{FOLDER}/{digest[:2]}/{digest[:40]}-{secrets.token_hex(4)}{ending}"


def refuse_size(size: int) -> None:
    if size > settings.UPLOAD_MAX_BYTES:
        raise Refused(
            _("This file is larger than %(most)s. Make it smaller, or split it.")
            % {"most": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    if size == 0:
        raise Refused(_("This file is empty. Choose another one."))


def refuse_full(size: int) -> None:
    """The installation's share of the disk is a setting: full, it still serves what it has."""
    if settings.FILES_MAX_BYTES and size + taken() > settings.FILES_MAX_BYTES:
        raise Refused(_("There is no room for further files here. Tell your administrator."))


def taken() -> int:
    return Content.objects.aggregate(all=Sum("size"))["all"] or 0
