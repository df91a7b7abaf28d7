"""What can be put into a collection, and which collections something can be put into."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Author, Item, Link
from lubuk.foundation.items.permissions import can_arrange
from lubuk.foundation.items.queries import ItemQuerySet

MOST_FOUND = 20
MOST_ASKED = 200  # collections looked through for those that one may arrange


@dataclass(frozen=True)
class Row:
    """A part among those the person sees, with the ids that its two arrows need."""

    item: Item
    above: int | None  # it goes before this one
    below: int | None  # … which is the one after the next
    is_last: bool


def neighbours(whole: Item, person: Person) -> list[Row]:
    """Parts in their order, those that are not published too: who arranges is told why readers don't see them."""
    items = list(Item.objects.visible_to(person).parts_of(whole.pk).with_places())
    ids = [item.pk for item in items]
    return [
        Row(
            item=item,
            above=ids[place - 1] if place else None,
            below=ids[place + 2] if place + 2 < len(ids) else None,
            is_last=place == len(ids) - 1,
        )
        for place, item in enumerate(items)
    ]


def findable_for(whole: Item, person: Person, asked: str) -> list[Item]:
    """Items with every word in number, title or summary, without the whole and what it holds already."""
    held = Link.objects.parts().order_by().filter(source=whole).values("target_id")
    items = Item.objects.visible_to(person).exclude(pk=whole.pk).exclude(pk__in=held).exclude(title="")
    return list(with_words(items, asked).with_places().order_by("title", "pk")[:MOST_FOUND])


def collections_for(part: Item, person: Person, asked: str) -> list[Item]:
    """Those that the person may arrange and that don't hold the part yet, last changed first."""
    holding = [kind.key for kind in kinds().values() if kind.does_offer("parts")]
    authored = Author.objects.filter(item=OuterRef("pk"), person=person)
    tended = Item.objects.looked_after_by(person).values("pk")
    own = Q(owner=person) | Q(Exists(authored)) | Q(pk__in=tended)
    here = Link.objects.parts().order_by().filter(source=OuterRef("pk"), target=part)
    items = Item.objects.visible_to(person).filter(own, kind__in=holding).exclude(pk=part.pk)
    items = with_words(items.exclude(title="").filter(~Exists(here)), asked).select_related("owner", "unit")
    nearest = items.prefetch_related("authors", "item_subjects").order_by("-changed_at", "-pk")[:MOST_ASKED]
    return [item for item in nearest if can_arrange(person, item)][:MOST_FOUND]


def with_words(items: ItemQuerySet, asked: str) -> ItemQuerySet:
    for word in asked.split()[:8]:
        items = items.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(number__istartswith=word)
        )
    return items
