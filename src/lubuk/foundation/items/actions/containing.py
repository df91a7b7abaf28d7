"""Items that hold others: which, and in what order. An item may be held by many, and none by itself.

What a part is for a reader is asked elsewhere: whoever may not see it is not told that it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.announcements import PartAdded, PartMoved, PartRemoved
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.items.permissions import can_arrange, can_see, can_see_all
from lubuk.foundation.refusal import Refused, require

MOST_PARTS = 2_000  # past that a list is a register
MOST_LEVELS = 6  # of collections in collections; a reader is lost long before


def add_part(whole: Item, part: Item, *, by: Person) -> None:
    """Put `part` behind the other parts; nothing happens when it is among them.

    Raises Refused where the item would hold itself, over any number of levels, or more than is allowed.
    """
    add_parts(whole, [part], by=by)


@act
def add_parts(whole: Item, parts: Sequence[Item], *, by: Person) -> None:
    """As `add_part`, for several in their order: either all of them, or none."""
    require(can_arrange(by, whole) and can_see_all(by, parts))
    held = Link.objects.parts().filter(source=whole).order_by()
    places = dict(held.values_list("target_id", "position"))
    new = list({part.pk: part for part in parts if part.pk not in places}.values())
    if not new:
        return
    if len(places) + len(new) > MOST_PARTS:
        raise Refused(_("This holds %(most)s pages already. Begin another one.") % {"most": MOST_PARTS})
    last = max(places.values(), default=0)
    Link.objects.bulk_create(
        Link(source=whole, target=part, meaning=Link.PART, position=position)
        for position, part in enumerate(new, start=last + 1)
    )
    for part in new:
        announce(PartAdded(item=whole, by=by, part=part, to_state=part.number))
    # Asked after the announcement: its lock puts all acts in one order, so of two people who put two
    # collections into each other at the same moment the second one sees what the first has done.
    refuse_tangles(whole, new)


def refuse_tangles(whole: Item, parts: Iterable[Item]) -> None:
    below = levels({part.pk for part in parts}, "source_id", "target_id")
    if any(whole.pk in level for level in below):
        raise Refused(_("This page holds the other one already, so it can't be a part of it."))
    if len(below) + len(levels({whole.pk}, "target_id", "source_id")) > MOST_LEVELS:
        raise Refused(_("Too many levels: readers would lose their way. Put the page higher up."))


def levels(item_ids: set[int], near: str, far: str) -> list[set[int]]:
    """The items, what they hold (or are held by, with the ends of the links exchanged), what that holds, and so on."""
    found = [item_ids]
    while len(found) <= MOST_LEVELS:
        ends = Link.objects.parts().filter(**{f"{near}__in": found[-1]})
        further = set(ends.order_by().values_list(far, flat=True))
        if not further:
            break
        found.append(further)
    return found


@act
def remove_part(whole: Item, part: Item, *, by: Person) -> None:
    """The part itself stays as it is."""
    require(can_arrange(by, whole) and can_see(by, part))
    gone, _rows = Link.objects.filter(source=whole, target=part, meaning=Link.PART).delete()
    if gone:
        announce(PartRemoved(item=whole, by=by, part=part, from_state=part.number))


@act
def move_part(whole: Item, part: Item, *, by: Person, before: Item | None = None) -> None:
    """Put the part before another one, or behind all. Parts that `by` may not see keep their places around it."""
    require(can_arrange(by, whole) and can_see(by, part))
    links = list(Link.objects.parts().filter(source=whole))
    moved = next((link for link in links if link.target_id == part.pk), None)
    if moved is None or (before and before.pk == part.pk):
        return
    others = [link for link in links if link is not moved]
    places = [link.target_id for link in others]
    if before and before.pk not in places:
        raise Refused(_("The order has changed in the meantime. Look at it again."))
    others.insert(places.index(before.pk) if before else len(others), moved)
    if others == links:
        return
    for position, link in enumerate(others, start=1):
        link.position = position
    Link.objects.bulk_update(others, ["position"], batch_size=500)
    announce(PartMoved(item=whole, by=by, part=part, to_state=part.number))
