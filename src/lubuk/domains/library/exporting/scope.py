"""What goes along: an item, a collection with all it holds, or everything its reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lubuk.domains.library.contents import Chapter, chapters_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet


@dataclass(frozen=True)
class Scope:
    """Published items that the reader may see: drafts are left where they can still be written."""

    reader: Person
    whole: Item | None
    chapters: tuple[Chapter, ...] = ()

    @property
    def items(self) -> ItemQuerySet:
        items = Item.objects.visible_to(self.reader).published().filter(published__isnull=False)
        return items if self.whole is None else items.filter(pk__in=[self.whole.pk, *self._held])

    @cached_property
    def _held(self) -> dict[int, Chapter]:
        return {chapter.item.pk: chapter for chapter in self.chapters}

    def holds(self, item: Item) -> bool:
        """Whether an item that the reader may see goes along."""
        if self.whole is None:
            return item.phase == "published"
        return item.pk == self.whole.pk or item.pk in self._held

    def ids(self) -> Iterator[int]:
        if self.whole is not None:
            yield from (self.whole.pk, *self._held)
            return
        # The numbers alone of 100,000 items are a few megabytes; their texts are read some at a time.
        yield from list(self.items.order_by("title", "pk").values_list("pk", flat=True))


def scope_of(reader: Person, whole: Item | None) -> Scope:
    return Scope(reader, whole, tuple(chapters_of(whole, reader)) if whole else ())
