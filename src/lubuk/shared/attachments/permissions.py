"""Who may bring files in, and who may see them."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_read_next, can_see
from lubuk.foundation.richtext.references import pictures_in
from lubuk.shared.attachments.models import Attachment


def can_upload(person: Reader) -> bool:
    return standing(person).is_staff


def can_see_file(person: Reader, attachment: Attachment) -> bool:
    """A picture is as visible as the text that shows it: to readers once published, before that to its writers."""
    if attachment.item is None:
        return standing(person).person_id == attachment.uploaded_by_id
    if not can_see(person, attachment.item):
        return False
    return is_shown(attachment, attachment.item) or can_read_next(person, attachment.item)


def is_shown(attachment: Attachment, item: Item) -> bool:
    """Whether any text that was ever published shows the picture (old versions stay readable)."""
    address = f"/files/{attachment.pk}/"
    for body, fields in item.versions.exclude(published_at=None).values_list("body", "fields"):
        texts = [body, *(str(value) for value in fields.values())]
        if any(path.startswith(address) for text in texts for path in pictures_in(text)):
            return True
    return False
