"""Taking files in, and giving them to the item whose text has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.announcements import Published
from lubuk.foundation.items.models import Item
from lubuk.foundation.pictures import made_fit
from lubuk.foundation.prepared import read_rows
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.richtext.references import pictures_in
from lubuk.shared.attachments.enclosed import keys_in
from lubuk.shared.attachments.formats import FORMATS
from lubuk.shared.attachments.models import Attachment, Content, Reading
from lubuk.shared.attachments.names import clean_name
from lubuk.shared.attachments.permissions import can_upload
from lubuk.shared.attachments.taking import kept_once, measured, written

ID = re.compile(r"[0-9]{1,18}")  # a longer number is in no database, and SQLite can't even be asked for it
VIEW_BOX = re.compile(r"viewBox=\"([-\d. ]+)\"")


def upload_file(file: BinaryIO, name: str, *, by: Person) -> Attachment:
    """Keep a file of any kind for a text that `by` is writing. Raises Refused.

    Its name is how it will be shown; what it is, is told from its bytes (`formats`). The worker reads it soon.
    """
    require(can_upload(by))
    content = kept_once(file, clean_name(name))
    return Attachment.objects.create(content=content, name=clean_name(name), uploaded_by=by)


def upload_picture(file: File[bytes], *, by: Person) -> Attachment:
    """Keep a picture for a text that `by` is writing. Raises Refused for what isn't one."""
    require(can_upload(by))
    picture = made_fit(file, file.size or 0)  # type: ignore[arg-type]
    kept = drawn(picture.data, "webp", width=picture.width, height=picture.height)
    return Attachment.objects.create(content=kept, name=f"{kept.digest[:20]}.webp", uploaded_by=by)


def drawn(data: bytes, format: str, *, width: int | None, height: int | None) -> Content:
    """A picture made by us: there is nothing to read in it."""
    file = ContentFile(data)
    size, digest = measured(file)  # type: ignore[arg-type]
    content = Content.objects.filter(digest=digest).first()
    if content is None:
        content = written(file, size, digest, FORMATS[format])  # type: ignore[arg-type]
        content.width, content.height, content.reading = width, height, Reading.NOTHING
        content.save(update_fields=["width", "height", "reading"])
    return content


def claim_files(item: Item, *, by: Person) -> None:
    """Give the item what its draft has, pictures and files, of those that `by` uploaded and no item has yet.

    Raises Refused for a file of another item: it would be shown by that item's rights, not by this one's.
    """
    if item.draft is None:
        return
    free = Attachment.objects.filter(item=None, uploaded_by=by)
    if shown := pictures_of(item.draft.body, item.draft.fields):
        free.filter(pk__in=shown).update(item=item)
    if keys := keys_in(item.draft.fields):
        free.filter(key__in=keys).update(item=item)
        if Attachment.objects.filter(key__in=keys, item=item).count() < len(keys):
            raise Refused(_("One of the files belongs to another page. Take it out, and add it here again."))


def pictures_of(body: str, fields: dict[str, Any]) -> set[int]:
    texts = [body, *(str(value) for value in fields.values())]
    return {pk for text in texts for pk in picture_ids(text)}


def picture_ids(html: str) -> set[int]:
    """Numbers from addresses such as /files/12/abc.webp."""
    parts = (path.split("/") for path in pictures_in(html))
    return {int(p[2]) for p in parts if len(p) > 3 and p[1] == "files" and ID.fullmatch(p[2])}


def release_unused(said: Sequence[Published]) -> None:
    """Listens: what was put into a draft and taken out again before anybody read it, no text has any more."""
    items = {one.item_id: one.item for one in said}
    with_files = {file.item_id for file in read_rows(Attachment, [*items], by="item", only=("item",))}
    for item in (items[pk] for pk in items if pk in with_files):
        release(item)


def release(item: Item) -> None:
    texts = list(item.versions.values_list("body", "fields"))
    keys = {key for _body, fields in texts for key in keys_in(fields)}
    pictures = {pk for body, fields in texts for pk in pictures_of(body, fields)}
    unused = item.attachments.exclude(key__in=keys).exclude(pk__in=pictures)
    unused.update(item=None)


def keep_drawing(path: Path, *, by: Person) -> Attachment:
    """Keep an SVG of our own. Drawings of strangers may carry scripts and are only ever downloaded."""
    data = path.read_bytes()
    box = VIEW_BOX.search(data.decode())
    width, height = (round(float(part)) for part in box[1].split()[2:]) if box else (None, None)
    content = drawn(data, "own-drawing", width=width, height=height)
    name = f"{content.digest[:20]}.svg"
    known = Attachment.objects.filter(content=content, name=name, uploaded_by=by, item=None).first()
    return known or Attachment.objects.create(content=content, name=name, uploaded_by=by)
