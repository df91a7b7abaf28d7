"""The parts of published items, and their rows: cut anew whenever the outbox says that an item has changed.

Cutting costs the database little and no model anything; what the parts mean is found out later (`learning`). The place
up to which this has come is kept in the transaction of the rows, so a kill at any moment loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.field_types.naming import Names
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.attachments.lookup import pages_of, published_files
from lubuk.shared.attachments.models import Attachment, Page
from lubuk.shared.search.cutting import Part, first_parts, parts_of_html, parts_of_page, parts_of_text
from lubuk.shared.search.documents import FILE, definition_of, names_in, published_ids
from lubuk.shared.search.models import Embedding, Outbox, Portion, Reached

AT_ONCE = 20  # items: the lock of the database is held for some ten milliseconds
RICH = "rich-text"

type PagesByContent = Mapping[int, list[Page]]


def parts_by_item(items: Iterable[Item]) -> dict[int, list[Part]]:
    """Of published items. As many questions as for one."""
    there = [item for item in items if item.published]
    names, files = names_in(there), published_files(there)
    pages: dict[int, list[Page]] = {}
    for page in pages_of(file.content_id for found in files.values() for file in found) if files else ():
        pages.setdefault(page.content_id, []).append(page)
    return {
        item.pk: first_parts(parts_of(item, item.published, names, files.get(item.pk, []), pages))
        or [Part(item.title, item.title)]
        for item in there
        if item.published
    }


def published_with_text(item_ids: Iterable[int]) -> QuerySet[Item]:
    return Item.objects.published().filter(pk__in=list(item_ids)).select_related("published")


def parts_of(
    item: Item, text: Version, names: Names, files: Iterable[Attachment], pages: PagesByContent
) -> Iterator[Part]:
    yield from parts_of_text(text.title, text.summary)
    yield from parts_of_html(text.title, text.body)
    yield from parts_of_fields(item, text, names)
    for file in files:
        for page in pages.get(file.content_id, ()):
            yield from parts_of_page(text.title, page.content_id, page.number, page.heading, page.text)


def parts_of_fields(item: Item, text: Version, names: Names) -> Iterator[Part]:
    """Long answers one by one; the short ones say something together."""
    kind, short = definition_of(item), []
    with translation.override(item.language):
        for definition, field_type, value in written(kind, text.fields) if kind else ():
            if definition.type == FILE:
                continue
            words = to_text(value) if definition.type == RICH else field_type.text(value, definition, names)
            if field_type.is_long:
                for part in parts_of_text(text.title, words):
                    yield Part(text.title, part.text, str(definition))
            elif words:
                short.append(f"{definition}: {words}")
        yield from parts_of_text(text.title, "\n".join(short))


# Following the outbox


def cut_next(model: str) -> bool:
    """Cut what changed, or some of what nobody has cut yet for this model; False when nothing is left to do."""
    at = Reached.objects.filter(model=model).first() or begin(model)
    row = Outbox.at_position(at.position)
    if row is None:  # of another time than the database, or rows were swept: all is looked through again
        at.delete()
        return True
    rows = list(Outbox.objects.filter(pk__gt=row.pk)[:AT_ONCE])
    if rows:
        return move(at, {one.item for one in rows}, position=rows[-1].position)
    if at.looked_through is None:
        return False
    ids = list(published_ids().filter(pk__gt=at.looked_through)[:AT_ONCE])
    return move(at, set(ids), looked_through=max(ids, default=None))


def begin(model: str) -> Reached:
    """The first round takes what there is; what changes meanwhile is behind this position."""
    last = Outbox.objects.order_by("pk").last() or Outbox.objects.create(item=0)
    Reached.objects.exclude(model=model).delete()
    Embedding.objects.exclude(model=model).delete()
    return Reached.objects.get_or_create(
        model=model, defaults={"position": last.position, "looked_through": 0}
    )[0]


def move(at: Reached, item_ids: set[int], **there: str | int | None) -> bool:
    """Keep the items' parts and the new place together. Another machine may have been quicker: then nothing is done."""
    parts = parts_by_item(published_with_text(item_ids))
    with transaction.atomic():
        moved = Reached.objects.filter(
            pk=at.pk, position=at.position, looked_through=at.looked_through
        ).update(**there)
        if moved:
            for item_id in sorted(item_ids):
                keep(item_id, {part.digest for part in parts.get(item_id, [])}, at.model)
    return True


def keep(item_id: int, digests: set[bytes], model: str) -> None:
    """Make the item's rows these: what it has no longer goes at once, unless another item says it too."""
    had = {
        bytes(digest): pk
        for pk, digest in Portion.objects.filter(item=item_id).values_list("embedding", "embedding__digest")
    }
    gone = [pk for digest, pk in had.items() if digest not in digests]
    if gone:
        Portion.objects.filter(item=item_id, embedding__in=gone).delete()
        Embedding.objects.filter(pk__in=gone, portions=None).delete()
    new = digests - had.keys()
    if not new:
        return
    Embedding.objects.bulk_create(
        (Embedding(model=model, digest=digest) for digest in sorted(new)), ignore_conflicts=True
    )
    known = Embedding.objects.filter(model=model, digest__in=new).values_list("pk", flat=True)
    Portion.objects.bulk_create(
        (Portion(item_id=item_id, embedding_id=pk) for pk in known), ignore_conflicts=True
    )
