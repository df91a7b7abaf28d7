"""What the people, units, subjects and items in fields are called, as far as one reader may know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.prepared import read_by_key
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

ITEM, PERSON, UNIT, SUBJECT = "item", "person", "unit", "subject"

type Reference = tuple[str, int]  # what sort of thing, and its id: ("item", 7)


@dataclass(frozen=True)
class Named:
    """One thing by the words for it. `thing` turns into the active language's words when it is shown."""

    thing: object
    key: str  # user name, slug or number: what stands for it in a plain cell
    url: str = ""  # "" when this reader can't go there

    @property
    def label(self) -> str:
        return str(self.thing)


@dataclass(frozen=True)
class Names:
    """The names that one reader may be told, by what they stand for."""

    known: Mapping[Reference, Named] = field(default_factory=dict)
    tells_unseen: bool = (
        True  # off for the search index: words for "you can't see it" are no words of the text
    )

    def of(self, references: Iterable[Reference]) -> list[Named]:
        named = [(reference[0], self.known.get(reference)) for reference in references]
        return [found or Named(unseen(sort), "") for sort, found in named if found or self.tells_unseen]

    def __or__(self, other: Names) -> Names:
        return Names({**self.known, **other.known}, self.tells_unseen)


NO_NAMES = Names()


def unseen(sort: str) -> str:
    return _("a page you can’t see") if sort == ITEM else _("no longer here")


def names_for(references: Iterable[Reference], reader: Reader) -> Names:
    """At most one question a sort, however many references there are."""
    wanted = set(references)
    named = names_for_all(wanted, links_people=standing(reader).is_staff)
    return named | item_names(ids_of(ITEM, wanted), reader)


def names_for_all(references: Iterable[Reference], *, links_people: bool = False) -> Names:
    """Those that whoever may see the item may read in it: people, units and subjects, no items."""
    wanted = set(references)
    people = read_by_key(Person, ids_of(PERSON, wanted))
    known: dict[Reference, Named] = {
        (PERSON, pk): Named(person, person.username, address_of(person) if links_people else "")
        for pk, person in people.items()
    }
    for sort, model in ((UNIT, Unit), (SUBJECT, Subject)):
        found: Mapping[int, Any] = read_by_key(model, ids_of(sort, wanted))
        known |= {(sort, pk): Named(node, node.slug, node.get_absolute_url()) for pk, node in found.items()}
    return Names(known)


def address_of(person: Person) -> str:
    return person.get_absolute_url() if person.is_active else ""


def item_names(ids: Iterable[int], reader: Reader) -> Names:
    wanted = list(ids)
    if not wanted:
        return Names()
    items: Any = apps.get_model("items", "Item")._default_manager
    return names_of_items(items.visible_to(reader).order_by().in_bulk(wanted).values())


def names_of_items(items: Iterable[Any]) -> Names:
    """Of items that were asked for with `visible_to`."""
    return Names({(ITEM, item.pk): named_item(item.pk, item.title, item.number) for item in items})


def names_instead(successors: Mapping[int, Any]) -> Names:
    """By the ids of withdrawn items, what they are read in the place of."""
    return Names(
        {(ITEM, pk): named_item(item.pk, item.title, item.number) for pk, item in successors.items()}
    )


def named_item(pk: int, title: str, number: str) -> Named:
    return Named(title or number, number, reverse("library:item_short", args=[pk]))


def ids_of(sort: str, references: Iterable[Reference]) -> list[int]:
    return sorted(pk for of, pk in references if of == sort)
