"""Questions the library's pages ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Q, When

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item, ItemSubject
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit


def stewards_of(item: Item, subjects: Iterable[Subject]) -> list[Role]:
    """Who looks after the item: the nearest stewards of its section, subjects and unit, in this order.

    In each tree the nearest place with a steward counts; what stands further up is inherited only when
    nothing nearer is.
    """
    lineages = {
        "section": [item.section.lineage] if item.section else [],
        "subject": [subject.lineage for subject in subjects],
        "unit": [item.unit.lineage],
    }
    places = {tree: {pk for lineage in lines for pk in lineage} for tree, lines in lineages.items()}
    where = Q()
    for tree, ids in places.items():
        where |= Q(**{f"{tree}_id__in": ids})
    roles = list(
        Role.objects.in_force()
        .filter(where, name=RoleName.STEWARD, person__is_active=True)
        .select_related("person__unit", "unit", "subject", "section")
    )
    found: dict[int, Role] = {}
    for tree, lines in lineages.items():
        for lineage in lines:
            for role in nearest(roles, tree, lineage):
                found.setdefault(role.person_id, role)
    return list(found.values())


def nearest(roles: list[Role], tree: str, lineage: list[int]) -> list[Role]:
    for pk in reversed(lineage):
        here = [role for role in roles if getattr(role, f"{tree}_id") == pk]
        if here:
            return here
    return []


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


def kinds_with_counts(reader: Reader) -> list[tuple[Kind, int]]:
    rows = Item.objects.published_to(reader).order_by().values("kind").annotate(count=Count("pk"))
    counts = {row["kind"]: row["count"] for row in rows}
    return [(kind, counts[key]) for key, kind in kinds().items() if counts.get(key)]


def subjects_with_counts(reader: Reader) -> list[Shelf]:
    """Each subject with the items on it and below it; an item on two subjects of one branch counts once."""
    seen = Item.objects.published_to(reader).order_by().values("pk")
    pairs = ItemSubject.objects.filter(item__in=seen).values_list("item_id", "subject_id")
    return shelves(Subject.objects.all(), pairs)


def units_with_counts(reader: Reader) -> list[Shelf]:
    pairs = Item.objects.published_to(reader).order_by().values_list("pk", "unit_id")
    return shelves(Unit.objects.all(), pairs)


def shelves(nodes: Iterable[Subject | Unit], pairs: Iterable[tuple[int, int]]) -> list[Shelf]:
    """Places in the order of their tree, without the empty ones."""
    by_id: Mapping[int, Subject | Unit] = {node.pk: node for node in nodes}
    counted = {(item, above) for item, place in pairs for above in by_id[place].lineage}
    counts = Counter(above for _item, above in counted)
    return [
        Shelf(node, counts[pk], node.get_absolute_url(), node.depth)
        for pk, node in by_id.items()
        if counts[pk]
    ]


def people_named_like(text: str, limit: int = 8) -> list[Person]:
    """Those whose name begins so come before those who have it somewhere."""
    named = Person.objects.filter(Q(name__icontains=text) | Q(username__istartswith=text), is_active=True)
    begins = Case(When(name__istartswith=text, then=0), default=1)
    return list(named.select_related("unit").order_by(begins, "name")[:limit])


def items_titled_like(text: str, reader: Reader, limit: int = 8) -> list[Item]:
    items = Item.objects.visible_to(reader).exclude(title="")
    named = items.filter(Q(title__icontains=text) | Q(number__istartswith=text))
    begins = Case(When(title__istartswith=text, then=0), default=1)
    return list(named.order_by(begins, "-published_at")[:limit])
