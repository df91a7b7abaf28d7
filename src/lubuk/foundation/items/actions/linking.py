"""Links with a meaning that people set between two items; mentions, parts and translations are set elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.announcements import Linked, Unlinked
from lubuk.foundation.items.models import Item, Link, Phase
from lubuk.foundation.items.permissions import can_link, can_see
from lubuk.foundation.items.succession import is_replaced_by
from lubuk.foundation.refusal import Refused, require

MOST_LINKS = 100  # of one item; a page that says more is a list, and lists have parts


@act
def link(item: Item, other: Item, meaning: str, *, by: Person, backwards: bool = False) -> None:
    """`item` has this meaning for `other`, or with `backwards` the other for the item ("replaced by")."""
    require(can_link(by, item) and can_see(by, other))
    connect(item, other, meaning, by=by, backwards=backwards)


def connect(item: Item, other: Item, meaning: str, *, by: Person, backwards: bool = False) -> None:
    refuse_wrong(item, other, meaning)
    source, target = ends(item, other, meaning, backwards=backwards)
    if Link.objects.touching(item.pk).filter(meaning__in=Link.CHOSEN).count() >= MOST_LINKS:
        raise Refused(_("This page has many links already. Take one away first."))
    if Link.objects.filter(source=target, target=source, meaning=meaning).exists():
        raise Refused(_("The other page says the opposite already. Take that link away first."))
    if meaning == Link.REPLACES and is_replaced_by(source.pk, target.pk):
        raise Refused(
            _(
                "That would lead readers round in a circle: these pages replace one another. Choose another page."
            )
        )
    _link, is_new = Link.objects.get_or_create(source=source, target=target, meaning=meaning)
    if is_new:
        announce(Linked(item=item, by=by, to_state=f"{meaning} item {other.pk}"))
        announce(Linked(item=other, by=by, to_state=meaning))


def name_successor(item: Item, successor: Item, *, by: Person) -> None:
    """Who withdraws a page says what to read in its place; part of the step, whose right has been asked."""
    require(can_see(by, successor))
    if successor.phase != Phase.PUBLISHED:
        raise Refused(_("Choose a published page to stand in its place: readers are led there."))
    connect(item, successor, Link.REPLACES, by=by, backwards=True)


def end_succession(item: Item, *, by: Person) -> None:
    """Published again, it stands for itself."""
    links = Link.objects.filter(target=item, meaning=Link.REPLACES).select_related("source")
    for gone in links:
        announce(Unlinked(item=item, by=by, from_state=f"{Link.REPLACES} item {gone.source_id}"))
        announce(Unlinked(item=gone.source, by=by, from_state=Link.REPLACES))
    links.delete()


@act
def unlink(item: Item, other: Item, meaning: str, *, by: Person) -> None:
    """Take the link away, whichever of the two it was set from."""
    require(can_link(by, item) and can_see(by, other))
    refuse_wrong(item, other, meaning)
    links = Link.objects.touching(item.pk).filter(meaning=meaning)
    gone, _rows = (links.filter(source=other) | links.filter(target=other)).delete()
    if gone:
        announce(Unlinked(item=item, by=by, from_state=f"{meaning} item {other.pk}"))
        announce(Unlinked(item=other, by=by, from_state=meaning))


def refuse_wrong(item: Item, other: Item, meaning: str) -> None:
    if meaning not in Link.CHOSEN:
        raise Refused(_("Choose what the other page is to this one."))
    if item.pk == other.pk:
        raise Refused(_("A page can't be linked to itself. Choose another one."))


def ends(item: Item, other: Item, meaning: str, *, backwards: bool) -> tuple[Item, Item]:
    """What holds both ways is kept once, from the older item."""
    if meaning in Link.SYMMETRIC:
        return (item, other) if item.pk < other.pk else (other, item)
    return (other, item) if backwards else (item, other)
