"""What else a reader of an item may want, each with the reason: what people linked comes first, then what is near.

A source of nearness is a function in SOURCES. It is asked once for all readers, when the item's folio is made, and says
which items are near and why; which of them a reader may see is asked with everything else that the page shows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.foundation.items.models import Item, ItemSubject, Link, Phase
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.neighbours import like_in_meaning

MOST_RELATED = 8
MOST_NEAR = 4  # of those
CANDIDATES = 24  # near items of a folio: of so many every reader may see some
LOOKED_AT = 200  # items of a subject, those put there last
WEIGHT = {
    Link.MENTIONS: 1
}  # what people say the two are to each other tells more than that one mentions the other


@dataclass(frozen=True)
class Related:
    item: Item
    reason: str


@dataclass(frozen=True)
class Near:
    item_id: int
    why: Callable[[], str]  # in the reader's language


type Source = Callable[[Item, Sequence[Subject]], list[Near]]
type Links = Mapping[int, tuple[str, int]]  # as `folio.links_of`


@dataclass(frozen=True)
class Beside:
    """What stands beside an item, whoever reads."""

    links: Links
    near: Mapping[int, Near]  # the nearest first
    texts: Mapping[int, int]  # of translations one number for all that are the same text

    def text_of(self, item_id: int) -> int:
        return self.texts.get(item_id, item_id)

    @cached_property
    def only_near(self) -> dict[int, int]:
        """What nobody linked, the nearest first, each with the number of its text."""
        return {pk: self.text_of(pk) for pk in self.near if pk not in self.links}

    @cached_property
    def foremost(self) -> frozenset[int]:
        """The nearest, in all their languages: twice as many as are shown, so that most readers see enough of them."""
        texts = list(dict.fromkeys(self.only_near.values()))[: 2 * MOST_NEAR]
        return frozenset(pk for pk, text in self.only_near.items() if text in texts)

    def further(self, seen: Mapping[int, Item]) -> frozenset[int]:
        """The others that are near, for a reader who may see too few of the foremost."""
        enough = {self.text_of(pk) for pk in self.foremost if pk in seen}
        return frozenset(self.only_near) - self.foremost if len(enough) < MOST_NEAR else frozenset()


def beside(item: Item, links: Links, subjects: Sequence[Subject]) -> Beside:
    """The first source that knows an item says why it is near. Of items that aren't published nothing is."""
    found: dict[int, Near] = {}
    for source in SOURCES if item.published_id else ():
        for near in source(item, subjects):
            found.setdefault(near.item_id, near)
    return Beside(links, found, same_texts({item.pk, *links, *found}) if found else {})


def same_texts(ids: Collection[int]) -> dict[int, int]:
    texts: dict[int, int] = {}
    pairs = Link.objects.filter(meaning=Link.TRANSLATION, source__in=ids, target__in=ids)
    for source, target in pairs.order_by("pk").values_list("source", "target"):
        texts[source] = texts[target] = texts.get(source, source)
    return texts


def on_same_subject(item: Item, subjects: Sequence[Subject]) -> list[Near]:
    """Who shares more subjects is nearer, and the fewer items a subject has the more it tells; then the newest."""
    called = {subject.pk: subject for subject in subjects}
    on: defaultdict[int, set[int]] = defaultdict(set)
    for item_id, subject_id in last_put_on(list(called)):
        on[subject_id].add(item_id)
    shared: defaultdict[int, list[int]] = defaultdict(list)
    for subject_id in called:
        for item_id in on[subject_id] - {item.pk}:
            shared[item_id].append(subject_id)
    tells = {pk: 1 / math.log2(2 + len(items)) for pk, items in on.items()}
    best = sorted(shared, key=lambda pk: (-sum(tells[subject] for subject in shared[pk]), -pk))
    return [
        Near(pk, partial(same_subject, [called[number] for number in shared[pk]])) for pk in best[:CANDIDATES]
    ]


def close_in_meaning(item: Item, subjects: Sequence[Subject]) -> list[Near]:
    return [Near(pk, close) for pk in like_in_meaning(item.pk, CANDIDATES)]


def close() -> str:
    return _("close in meaning")


SOURCES: tuple[Source, ...] = (close_in_meaning, on_same_subject)


def last_put_on(subject_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(item, subject), as many of each subject as are looked at: a subject may hold half of the library."""
    if not subject_ids:
        return []
    table = ItemSubject._meta.db_table
    one = (
        f"SELECT * FROM (SELECT item_id, subject_id FROM {table} WHERE subject_id = %s"  # noqa: S608 - our own table
        f" ORDER BY id DESC LIMIT {LOOKED_AT}) AS last_put"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(subject_ids)), subject_ids)
        return list(cursor.fetchall())


def same_subject(subjects: Sequence[Subject]) -> str:
    return _("same subject: %(names)s") % {"names": ", ".join(subject.name for subject in subjects)}


def related_to(item: Item, beside: Beside, seen: Mapping[int, Item]) -> list[Related]:
    """What this reader may see; translations, and what holds the item, stand elsewhere on the page."""
    links = beside.links
    out = {pk: item for pk, item in seen.items() if item.phase == Phase.PUBLISHED}
    told = {pk: how for pk, how in links.items() if how[0] not in {Link.TRANSLATION, Link.PART} and pk in out}
    linked = sorted(told, key=lambda pk: (WEIGHT.get(told[pk][0], 0), out[pk].title))
    few = [Related(out[one.item_id], one.why()) for one in told_once(item, beside, out, linked)[:MOST_NEAR]]
    return [Related(out[pk], said(*told[pk]).lower()) for pk in linked[: MOST_RELATED - len(few)]] + few


def told_once(item: Item, beside: Beside, out: Mapping[int, Item], linked: Collection[int]) -> list[Near]:
    """Of what is near, each text in one language: the reader's own where there is one."""
    language = get_language()
    texts = {beside.text_of(pk) for pk in (item.pk, *linked)}
    chosen: dict[int, Near] = {}
    for pk, one in beside.near.items():
        text = beside.text_of(pk)
        if pk in out and pk not in beside.links and text not in texts:
            known = chosen.get(text)
            if known is None or (out[pk].language == language != out[known.item_id].language):
                chosen[text] = one
    return list(chosen.values())


def said(meaning: str, side: int) -> str:
    """What the link means, from which side it is read."""
    return str(Link.MEANINGS[meaning][side])
