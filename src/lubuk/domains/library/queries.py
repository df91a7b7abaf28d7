"""Questions the library's pages ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, When

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.ids import id_in
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item, ItemSubject
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.stamp import stamp
from lubuk.foundation.trees import TreeNode, lineage_of
from lubuk.foundation.units.models import Unit
from lubuk.ui.keeping import Kept


@dataclass(frozen=True)
class Shelf:
    """A place to browse: its node or kind, and how many items the reader finds there."""

    place: TreeNode | Kind
    count: int
    url: str
    depth: int = 0

    @property
    def name(self) -> str:
        return self.place.name


def kinds_with_counts(counts: Counted) -> list[tuple[Kind, int]]:
    return [(kind, counts.kinds[key]) for key, kind in kinds().items() if counts.kinds[key]]


def subjects_with_counts(counts: Counted) -> list[Shelf]:
    """Each subject with the items on it and below it; an item on two subjects of one branch counts once."""
    return shelves(Subject.objects.filter(pk__in=counts.subjects), counts.subjects)


def units_with_counts(counts: Counted) -> list[Shelf]:
    return shelves(Unit.objects.filter(pk__in=counts.units), counts.units)


def shelves(nodes: Iterable[Subject | Unit], counts: Counter[int]) -> list[Shelf]:
    """Places in the order of their tree, without the empty ones."""
    return [
        Shelf(node, counts[node.pk], node.get_absolute_url(), node.depth) for node in nodes if counts[node.pk]
    ]


@dataclass(frozen=True)
class Counted:
    """How many items are in each place, those below it included."""

    kinds: Counter[str]
    subjects: Counter[int]
    units: Counter[int]

    @cached_property
    def mark(self) -> str:
        """The same for equal counts: what a part of a page that shows them is kept under."""
        counts = (sorted(group.items()) for group in (self.kinds, self.subjects, self.units))
        return blake2b(repr([*counts]).encode(), digest_size=16).hexdigest()

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.kinds + other.kinds, self.subjects + other.subjects, self.units + other.units)


counts_kept = Kept[Counted](
    most=200
)  # sorts of readers: strangers, the staff of each unit, guests of each section


def counted(reader: Reader) -> Counted:
    """What all alike may read is counted once after each act; what names this reader, which is little, anew."""
    key = (stamp(), standing(reader).of_all_alike())
    alike = counts_kept.get(key)
    if alike is None:
        alike = count(Item.objects.published_to_all_like(reader))
        counts_kept.keep(key, alike)
    if not standing(reader).is_signed_in:
        return alike
    named = list(Item.objects.naming(reader).order_by().values_list("pk", flat=True))
    return alike + count(Item.objects.filter(pk__in=named)) if named else alike


def count(items: ItemQuerySet) -> Counted:
    items = items.order_by()
    of_kinds = items.values_list("kind").annotate(Count("pk"))
    of_units = items.values_list("unit_id").annotate(Count("pk"))
    return Counted(
        Counter(dict(of_kinds)), count_on_subjects(items), with_those_above(Unit, Counter(dict(of_units)))
    )


def with_those_above(model: type[TreeNode], counts: Counter[int]) -> Counter[int]:
    """An item stands in one unit, so a unit's count is the sum of those below it."""
    total = Counter[int]()
    for pk, path in model.objects.filter(pk__in=counts).order_by().values_list("pk", "path"):
        for above in lineage_of(path):
            total[above] += counts[pk]
    return total


# From each used subject up to its root: comparing paths would set each of 30,000 subjects against each other.
ON_SUBJECTS = f"""
    WITH RECURSIVE seen AS MATERIALIZED (%s),
    placed AS MATERIALIZED (
        SELECT place.item_id, place.subject_id
        FROM seen JOIN {ItemSubject._meta.db_table} place ON place.item_id = seen.pk
    ),
    lineage (subject_id, above_id) AS (
        SELECT DISTINCT subject_id, subject_id FROM placed
        UNION ALL
        SELECT lineage.subject_id, here.parent_id
        FROM lineage JOIN {Subject._meta.db_table} here ON here.id = lineage.above_id
        WHERE here.parent_id IS NOT NULL
    )
    SELECT lineage.above_id, COUNT(DISTINCT placed.item_id)
    FROM placed JOIN lineage ON lineage.subject_id = placed.subject_id
    GROUP BY lineage.above_id
"""  # noqa: S608 - names of our own tables


def count_on_subjects(items: ItemQuerySet) -> Counter[int]:
    """In the database: of 100,000 items the pairs alone would fill the memory."""
    sql, params = items.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(ON_SUBJECTS.replace("%s", sql), params)
        return Counter(dict(cursor.fetchall()))


def people_named_like(text: str, limit: int = 8) -> list[Person]:
    """Those whose name begins so come before those who have it somewhere."""
    named = Person.objects.filter(Q(name__icontains=text) | Q(username__istartswith=text), is_active=True)
    begins = Case(When(name__istartswith=text, then=0), default=1)
    return list(named.select_related("unit").order_by(begins, "name")[:limit])


def items_called(text: str, reader: Reader, limit: int, *, but: int = 0) -> list[Item]:
    """By number, by address, or by words that the title holds in any order; who begins so comes first."""
    items = Item.objects.visible_to(reader).exclude(pk=but)
    titled = Q()
    for word in text.split():
        titled &= Q(title__icontains=word)
    number = text.rstrip("/").rsplit("/", 1)[-1]
    exact = Q(number__iexact=number) | Q(number__istartswith=text)
    if "/" in text and (pk := id_in(number.split("-", 1)[0])):
        exact |= Q(pk=pk)
    begins = Case(When(exact, then=0), When(title__istartswith=text, then=1), default=2)
    return list(items.filter(exact | (titled & ~Q(title=""))).order_by(begins, "-published_at")[:limit])


def places_named_like[N: TreeNode](nodes: QuerySet[N], text: str, limit: int = 8) -> list[N]:
    """By the name in any language; of units and subjects there are hundreds, so they are looked through here."""
    wanted = text.casefold()
    like = [
        node
        for node in nodes.select_related("parent")
        if any(wanted in name.casefold() for name in node.labels.values())
    ]
    return sorted(like, key=lambda node: (not node.name.casefold().startswith(wanted), node.name))[:limit]


def items_titled_like(text: str, reader: Reader, limit: int = 8, of: Sequence[str] = ()) -> list[Item]:
    items = Item.objects.visible_to(reader).exclude(title="")
    if of:
        items = items.filter(kind__in=of)
    named = items.filter(Q(title__icontains=text) | Q(number__istartswith=text))
    begins = Case(When(title__istartswith=text, then=0), default=1)
    return list(named.order_by(begins, "-published_at")[:limit])
