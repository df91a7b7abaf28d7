"""Files and their pages, asked for by the texts that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.permissions import can_read_next
from lubuk.shared.attachments.enclosed import keys_in
from lubuk.shared.attachments.models import Attachment, Content, Page, Sheet

SHEETS_SHOWN = 12
TOLD_OF = 3  # pages that have the same file


def files_of(item: Item, version: Version) -> dict[UUID, Attachment]:
    """The files of a version by their keys; those that belong to another item are not among them."""
    keys = keys_in(version.fields)
    if not keys:
        return {}
    sheets = Prefetch("content__sheets", Sheet.objects.filter(number__lte=SHEETS_SHOWN))
    found = with_contents().filter(key__in=keys, item=item).prefetch_related(sheets)
    return {attachment.key: attachment for attachment in found}


def with_contents() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("content", "item")


def published_files(items: Iterable[Item]) -> dict[int, list[Attachment]]:
    """By item: the files of its published version. Two questions, however many items."""
    wanted = {item.pk: keys_in(item.published.fields) for item in items if item.published}
    wanted = {pk: keys for pk, keys in wanted.items() if keys}
    if not wanted:
        return {}
    found = with_contents().filter(item__in=wanted)
    return {
        pk: [attachment for attachment in found if attachment.item_id == pk and attachment.key in keys]
        for pk, keys in wanted.items()
    }


def pages_of(contents: Iterable[int]) -> QuerySet[Page]:
    return Page.objects.filter(content__in=set(contents)).order_by("content", "number")


def pages_by_item(items: Iterable[Item], most: int) -> Mapping[int, str]:
    """The words of the files that readers of an item see, at most `most` letters an item."""
    files = published_files(items)
    if not files:
        return {}
    texts: dict[int, list[str]] = {}
    contents = (attachment.content_id for found in files.values() for attachment in found)
    for content, heading, text in pages_of(contents).values_list("content_id", "heading", "text"):
        texts.setdefault(content, []).append(text if text.startswith(heading) else f"{heading}\n{text}")
    joined = {
        pk: "\n".join(line for attachment in found for line in texts.get(attachment.content_id, ()))
        for pk, found in files.items()
    }
    return {pk: text[:most] for pk, text in joined.items() if text}


def others_with(content: Content, person: Reader, *, besides: Attachment) -> list[Item]:
    """Where else the same file is, of what this person may see."""
    holding = Attachment.objects.filter(content=content).exclude(pk=besides.pk).exclude(item=None)
    items = Item.objects.visible_to(person).filter(attachments__in=holding).select_related("published")
    return [item for item in items.distinct()[:20] if shows(item, holding, person)][:TOLD_OF]


def shows(item: Item, holding: QuerySet[Attachment], person: Reader) -> bool:
    """Not merely kept with it: a draft's file is for those who write."""
    if can_read_next(person, item):
        return True
    keys = set(holding.filter(item=item).values_list("key", flat=True))
    return bool(item.published and keys.intersection(keys_in(item.published.fields)))
