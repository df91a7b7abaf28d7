"""Taking pictures in, and giving them to the item whose text shows them."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.pictures import made_fit
from lubuk.foundation.refusal import require
from lubuk.foundation.richtext.references import pictures_in
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.permissions import can_upload

ID = re.compile(r"[0-9]{1,18}")  # a longer number is in no database, and SQLite can't even be asked for it
VIEW_BOX = re.compile(r"viewBox=\"([-\d. ]+)\"")
UNCLAIMED_DAYS = 7  # a draft kept on a phone may be sent a week later


def upload_picture(file: File[bytes], *, by: Person) -> Attachment:
    """Keep a picture for a text that `by` is writing. Raises Refused for what isn't one."""
    require(can_upload(by))
    picture = made_fit(file, file.size or 0)  # type: ignore[arg-type]
    digest = hashlib.sha256(picture.data).hexdigest()
    with transaction.atomic():
        attachment = Attachment(
            media_type=picture.media_type,
            digest=digest,
            size=len(picture.data),
            width=picture.width,
            height=picture.height,
            uploaded_by=by,
        )
        attachment.file.save(f"{digest[:20]}.{picture.extension}", ContentFile(picture.data))
    return attachment


def claim_pictures(item: Item, *, by: Person) -> None:
    """Give the item those pictures of its draft that `by` uploaded and no item has yet."""
    if item.draft is None:
        return
    texts = [item.draft.body, *(str(value) for value in item.draft.fields.values())]
    shown = {pk for text in texts for pk in picture_ids(text)}
    if shown:
        Attachment.objects.filter(pk__in=shown, item=None, uploaded_by=by).update(item=item)


def picture_ids(html: str) -> set[int]:
    """Numbers from addresses such as /files/12/abc.webp."""
    parts = (path.split("/") for path in pictures_in(html))
    return {int(p[2]) for p in parts if len(p) > 3 and p[1] == "files" and ID.fullmatch(p[2])}


def sweep_unclaimed() -> int:
    """Delete pictures that no text has shown for a week; returns how many."""
    old = Attachment.objects.filter(
        item=None, uploaded_at__lt=timezone.now() - timedelta(days=UNCLAIMED_DAYS)
    )
    swept = 0
    for attachment in old.iterator():
        attachment.file.delete(save=False)
        attachment.delete()
        swept += 1
    return swept


def keep_drawing(path: Path, *, by: Person) -> Attachment:
    """Keep an SVG of our own. Drawings of strangers may carry scripts and are not taken in."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    known = Attachment.objects.filter(digest=digest, uploaded_by=by, item=None).first()
    if known:
        return known
    box = VIEW_BOX.search(data.decode())
    width, height = (round(float(part)) for part in box[1].split()[2:]) if box else (None, None)
    drawing = Attachment(
        media_type="image/svg+xml", digest=digest, size=len(data), width=width, height=height, uploaded_by=by
    )
    drawing.file.save(f"{digest[:20]}.svg", ContentFile(data))
    return drawing
