"""What stands in the place of a withdrawn page: its old addresses lead there.

A successor is said by a link, “replaces”. It leads on while the page is withdrawn, and only those for whom the page
had been published: to all others an address that leads on would tell that there was something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Link, Phase
from lubuk.foundation.items.queries import ItemQuerySet, was_published_to
from lubuk.foundation.items.ready import Ready, written
from lubuk.foundation.prepared import read_rows

LONGEST_CHAIN = 20  # pages that replaced one another; a chain of more was made to be long


def withdrawn_from(reader: Reader) -> ItemQuerySet:
    """Withdrawn pages that had been published to an audience which the reader belongs to today."""
    return Item.objects.exclude(published=None).filter(Ready(was_published_to, standing(reader)))


def one_withdrawn_from(reader: Reader, key: object, *, by: str = "pk") -> Item | None:
    """Of these the one with this id or `number`, with its number alone, in prepared SQL: robots ask for much that isn't
    there."""
    condition, params = written(was_published_to, standing(reader))
    was_read = f"published_id IS NOT NULL AND {condition}"
    return next(read_rows(Item, [key], was_read, params, by=by, only=("number",)), None)


def successors(ids: Iterable[int], reader: Reader) -> dict[int, Item]:
    """What the reader may read in the place of those among `ids` that were withdrawn from them; by their ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    return ends_of(withdrawn_from(reader).filter(pk__in=wanted).values_list("pk", flat=True), reader)


def successor_of(item_id: int, reader: Reader) -> Item | None:
    return successors([item_id], reader).get(item_id)


def ends_of(withdrawn: Iterable[int], reader: Reader) -> dict[int, Item]:
    """The first page on the way from each of these that this reader may read. Withdrawn ones are passed through;
    of several that replace a page, the one named last goes first."""
    ends: dict[int, Item] = {}
    ways = {pk: {pk} for pk in withdrawn}
    for _step in range(LONGEST_CHAIN):
        after = those_after({pk for way in ways.values() for pk in way})
        newer = {pk for some in after.values() for pk in some}
        if not newer:
            break
        open_now = Item.objects.published().visible_to(reader).order_by().in_bulk(list(newer))
        gone = set(Item.objects.filter(pk__in=newer, phase=Phase.WITHDRAWN).values_list("pk", flat=True))
        for start, way in list(ways.items()):
            next_ones = [pk for one in way for pk in after.get(one, ())]
            found = next((open_now[pk] for pk in next_ones if pk in open_now), None)
            if found:
                ends[start] = found
            if found or not gone.intersection(next_ones):
                del ways[start]
            else:
                ways[start] = gone.intersection(next_ones)
    return ends


def those_after(ids: Collection[int]) -> dict[int, list[int]]:
    """What replaces each of these, the one named last first."""
    after: dict[int, list[int]] = {}
    links = Link.objects.filter(target__in=ids, meaning=Link.REPLACES).order_by("-pk")
    for old, new in links.values_list("target_id", "source_id"):
        after.setdefault(old, []).append(new)
    return after


def replaced_by(ids: Iterable[int], reader: Reader) -> dict[int, list[Item]]:
    """What each of these stands in the place of, by number: of what the reader may read, or could before it was
    withdrawn."""
    links = Link.objects.filter(source__in=list(ids), meaning=Link.REPLACES)
    pairs = list(links.values_list("source_id", "target_id"))
    if not pairs:
        return {}
    wanted = [old for _new, old in pairs]
    known = Item.objects.published().visible_to(reader).order_by().in_bulk(wanted)
    known |= withdrawn_from(reader).order_by().in_bulk(wanted)
    replaced: dict[int, list[Item]] = {}
    for new, old in sorted(pairs, key=lambda pair: known[pair[1]].number if pair[1] in known else ""):
        if old in known:
            replaced.setdefault(new, []).append(known[old])
    return replaced


def is_replaced_by(item_id: int, other_id: int) -> bool:
    """Whether the other one stands in its place, itself or through others."""
    seen, further = {item_id}, {item_id}
    while further:
        further = {pk for some in those_after(further).values() for pk in some} - seen
        if other_id in further:
            return True
        seen |= further
    return False
