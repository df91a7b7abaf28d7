"""Who may bring files in, and who may see them."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_read_next, can_see
from lubuk.foundation.richtext.references import pictures_in
from lubuk.shared.attachments.enclosed import keys_in
from lubuk.shared.attachments.models import Attachment, Upload


def can_upload(person: Reader) -> bool:
    return standing(person).is_staff


def can_continue(person: Reader, upload: Upload) -> bool:
    """An upload is its beginner's own, and goes on only while they may bring files at all."""
    return upload.person_id == standing(person).person_id and can_upload(person)


def can_see_file(person: Reader, attachment: Attachment) -> bool:
    """A file is as visible as the text that has it: to readers once published, before that to its writers."""
    if attachment.item is None:
        return standing(person).person_id == attachment.uploaded_by_id
    if not can_see(person, attachment.item):
        return False
    return is_published(attachment, attachment.item) or can_read_next(person, attachment.item)


def is_published(attachment: Attachment, item: Item) -> bool:
    """Whether any text that was ever published has the file (old versions stay readable)."""
    address = f"/files/{attachment.pk}/"
    for body, fields in item.versions.exclude(published_at=None).values_list("body", "fields"):
        if attachment.key in keys_in(fields):
            return True
        texts = [body, *(str(value) for value in fields.values())]
        if any(path.startswith(address) for text in texts for path in pictures_in(text)):
            return True
    return False
