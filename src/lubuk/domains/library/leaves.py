"""Published items as they leave the house, on paper or in a file: some at a time, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.db.models import Prefetch

from lubuk.domains.library.reading import Reading, read_version, rich_texts
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.conditions import references_in
from lubuk.foundation.items.kinds.field_types.naming import names_for
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Author, Item, ItemSubject, Tag, Version
from lubuk.foundation.items.succession import replaced_by, successors
from lubuk.foundation.richtext.references import items_in
from lubuk.shared.attachments.actions import picture_ids
from lubuk.shared.attachments.lookup import published_files
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.permissions import can_see_file
from lubuk.shared.attachments.showing import ShownFile

AT_A_TIME = 100  # texts in memory


@dataclass(frozen=True)
class Leaf:
    """An item with the text that readers see, its places by name, and the pictures that this reader may take along."""

    item: Item
    version: Version
    reading: Reading
    pictures: dict[int, Attachment]
    mentioned: dict[int, Item]  # by the id in the text, what this reader may see or is led to
    replaces: list[Item]  # what it stands in the place of, as far as this reader could read it

    @property
    def subjects(self) -> list[str]:
        return [row.subject.name for row in self.item.item_subjects.all()]

    @property
    def tags(self) -> list[str]:
        return [tag.word for tag in self.item.tags.all()]

    @property
    def files(self) -> list[ShownFile]:
        """As visible as the text: its reader may take along all that its page shows."""
        shown, enclosed = self.reading.shown, self.reading.enclosed
        return [*shown.all, *filter(None, [shown.poster]), *enclosed.all]

    @property
    def writers(self) -> list[str]:
        """Owner and authors."""
        return [self.item.owner.name, *(author.person.name for author in self.item.authors.all())]


def leaves(ids: Iterable[int], reader: Reader) -> Iterator[Leaf]:
    """In the order of `ids`; what the reader may not see, or nobody has published, is left out."""
    for some in batched(ids, AT_A_TIME):
        found = bound(some, reader)
        yield from (found[pk] for pk in some if pk in found)


def bound(ids: Iterable[int], reader: Reader) -> dict[int, Leaf]:
    items = (
        Item.objects.visible_to(reader)
        .published()
        .filter(pk__in=ids, published__isnull=False)
        .select_related("owner", "unit__institution", "section", "published")
        .prefetch_related(
            Prefetch("item_subjects", ItemSubject.objects.select_related("subject")),
            Prefetch("tags", Tag.objects.order_by("pk")),
            Prefetch("authors", Author.objects.select_related("person").order_by("pk")),
        )
    )
    there = [(item, item.published) for item in items if item.published]
    files = published_files(items)
    texts = {item.pk: rich_texts(item, version) for item, version in there}
    mentions = {pk: {one for text in some for one in items_in(text)} for pk, some in texts.items()}
    wanted = {one for some in mentions.values() for one in some}
    seen = Item.objects.visible_to(reader).order_by().in_bulk(list(wanted)) if wanted else {}
    seen |= successors(wanted - seen.keys(), reader)
    titles = {pk: seen[pk].title if pk in seen else None for pk in wanted}
    pictures, replaced = pictures_for(texts, reader), replaced_by(texts, reader)
    names = names_for(
        {one for item, version in there for one in references_in(kind_of(item), version.fields)}, reader
    )
    return {
        item.pk: Leaf(
            item,
            version,
            read_version(item, version, titles, names, {one.key: one for one in files.get(item.pk, ())}),
            pictures[item.pk],
            {pk: seen[pk] for pk in mentions[item.pk] if pk in seen},
            replaced.get(item.pk, []),
        )
        for item, version in there
    }


def pictures_for(texts: dict[int, list[str]], reader: Reader) -> dict[int, dict[int, Attachment]]:
    """By item and by their own id. A picture in a published text of its own item is as visible as that text."""
    shown = {pk: {one for text in some for one in picture_ids(text)} for pk, some in texts.items()}
    wanted = {one for some in shown.values() for one in some}
    kept = Attachment.objects.select_related("item").in_bulk(list(wanted)) if wanted else {}
    return {
        pk: {
            one: kept[one]
            for one in sorted(some)
            if one in kept and (kept[one].item_id == pk or can_see_file(reader, kept[one]))
        }
        for pk, some in shown.items()
    }
