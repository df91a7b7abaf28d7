"""What the desk counts and lists, always within the institutions in the person's care."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import ids_below
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.registry import states_that_count_as
from lubuk.foundation.items.models import DUE_SOON_DAYS, Item, Phase, Tag
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.places.permissions import governed
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit

OLD_DRAFT_DAYS = 30  # past a month a draft is rarely taken up again without a nudge


def units_in_care_of(person: Reader) -> QuerySet[Unit]:
    institutions = governed(person)
    units: QuerySet[Unit] = Unit.objects.all()
    return units if institutions is None else units.filter(institution_id__in=institutions)


def sections_in_care_of(person: Reader) -> QuerySet[Section]:
    institutions = governed(person)
    sections: QuerySet[Section] = Section.objects.select_related("unit")
    return sections if institutions is None else sections.filter(unit__institution_id__in=institutions)


def stock(person: Reader) -> ItemQuerySet:
    """What the person may see of the items in their care."""
    seen, institutions = Item.objects.visible_to(person), governed(person)
    return seen if institutions is None else seen.filter(unit__institution_id__in=institutions)


def tags_seen_by(person: Reader) -> QuerySet[Tag]:
    """Tags on what the person may see, drafts of others never among it."""
    return Tag.objects.filter(item__in=Item.objects.visible_to(person).order_by().values("pk"))


def published() -> Q:
    return Q(phase=Phase.PUBLISHED)


def overdue() -> Q:
    return Q(phase=Phase.PUBLISHED, check_by__lt=timezone.localdate())


def in_review() -> Q:
    """New texts, and next versions of published pages."""
    return Q(phase=Phase.REVIEW) | Q(draft__state__in=states_that_count_as(Phase.REVIEW))


def without_steward() -> Q:
    """Published, and nobody looks after its unit, section or subjects, or a place above them."""
    stewards = Role.objects.in_force().filter(name=RoleName.STEWARD, person__is_active=True)
    roles = list(stewards.select_related("unit", "section", "subject"))
    units, sections, subjects = (
        ids_below(Unit, [role.unit for role in roles]),
        ids_below(Section, [role.section for role in roles]),
        ids_below(Subject, [role.subject for role in roles]),
    )
    tended = Q(unit_id__in=units) | Q(section_id__in=sections)
    about = Item.objects.about(subjects).values("pk")
    return Q(phase=Phase.PUBLISHED) & ~tended & ~Q(pk__in=about)


def old_drafts() -> Q:
    return Q(phase=Phase.DRAFT, changed_at__lt=timezone.now() - timedelta(days=OLD_DRAFT_DAYS))


def count_old_drafts(person: Reader) -> int:
    """All of the institution, as a number: who wrote them, and what, is theirs until they show it."""
    institutions = governed(person)
    drafts = Item.objects.filter(old_drafts())
    return (drafts if institutions is None else drafts.filter(unit__institution_id__in=institutions)).count()


@dataclass
class Trust:
    """How far published pages may be relied on, by number."""

    verified: int = 0
    due: int = 0
    unverified: int = 0
    overdue: int = 0

    @property
    def published(self) -> int:
        return self.verified + self.due + self.unverified + self.overdue

    @property
    def share(self) -> int:
        """Verified and in date, in per cent."""
        return round(100 * (self.verified + self.due) / self.published) if self.published else 0

    def add(self, other: Trust) -> None:
        self.verified += other.verified
        self.due += other.due
        self.unverified += other.unverified
        self.overdue += other.overdue


def trust_by_unit(person: Reader) -> dict[int, Trust]:
    """By the unit that an item stands in itself, as `Item.trust` sorts it, in one query."""
    today = timezone.localdate()
    late = Q(check_by__lt=today)
    soon = Q(check_by__gte=today, check_by__lte=today + timedelta(days=DUE_SOON_DAYS))
    later = Q(check_by=None) | Q(check_by__gt=today + timedelta(days=DUE_SOON_DAYS))
    rows = stock(person).published().order_by().values("unit_id").annotate(
        overdue=Count("pk", filter=late),
        due=Count("pk", filter=soon),
        verified=Count("pk", filter=later & Q(endorsed_at__isnull=False)),
        unverified=Count("pk", filter=later & Q(endorsed_at=None)),
    )  # fmt: skip
    return {
        row["unit_id"]: Trust(row["verified"], row["due"], row["unverified"], row["overdue"]) for row in rows
    }


@dataclass
class UnitRow:
    unit: Unit
    trust: Trust = field(default_factory=Trust)


def top_units(person: Reader, trust: dict[int, Trust]) -> list[UnitRow]:
    """Institutions and the units directly below them, each with all that stands under it."""
    units = {unit.pk: unit for unit in units_in_care_of(person)}
    rows = {unit.pk: UnitRow(unit) for unit in units.values() if unit.depth <= 1 and not unit.closed_at}
    for unit_id, counted in trust.items():
        for above in units[unit_id].lineage[:2]:
            if above in rows:
                rows[above].trust.add(counted)
    return list(rows.values())


def people_list(
    person: Reader, *, words: str, unit: Unit | None, role: str, has_left: bool
) -> QuerySet[Person]:
    """With units and roles in force, for the register of people."""
    people = people_in_care_of(person).filter(is_active=not has_left).select_related("unit")
    for word in words.split():
        people = people.filter(
            Q(name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word)
        )
    if unit:
        people = people.filter(unit__in=Unit.objects.within(unit))
    in_force = Role.objects.in_force().select_related("unit", "subject", "section")
    if role:
        people = people.filter(pk__in=in_force.filter(name=role).values("person"))
    return people.prefetch_related(Prefetch("roles", in_force, to_attr="roles_in_force")).order_by(
        "name", "pk"
    )


@dataclass
class PlaceRow:
    """A line of a tree: the place, how much stands in it, who looks after it."""

    place: Unit | Subject | Section
    items: int = 0
    people: int = 0
    below: int = 0  # counted only where the branch is not shown
    stewards: list[Person] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return min(self.place.depth, 6)


def rows_of(places: QuerySet[Unit] | QuerySet[Subject] | QuerySet[Section]) -> list[PlaceRow]:
    """In the order of the tree, siblings by name, with what stands in each place itself.

    Four queries, however many places there are.
    """
    rows = {place.pk: PlaceRow(place) for place in places}
    word = str(places.model._meta.model_name)
    stewards = Role.objects.in_force().filter(name=RoleName.STEWARD, person__is_active=True)
    for role in stewards.exclude(**{word: None}).select_related("person"):
        if row := rows.get(getattr(role, f"{word}_id")):
            row.stewards.append(role.person)
    about = "item_subjects__subject_id" if places.model is Subject else f"{word}_id"
    counted = Item.objects.order_by()
    if (
        len(rows) <= MOST_IN_A_TREE
    ):  # a part of a large tree; naming thousands would cost more than counting all
        counted = counted.filter(**{f"{about}__in": list(rows)})
    for pk, count in counted.values_list(about).annotate(Count("pk", distinct=True)):
        if pk in rows:
            rows[pk].items = count
    if places.model is Unit:
        for pk, count in (
            Person.objects.filter(is_active=True).order_by().values_list("unit_id").annotate(Count("pk"))
        ):
            if pk in rows:
                rows[pk].people = count
    return in_tree_order(rows)


MOST_IN_A_TREE = 300  # lines; a larger tree is opened branch by branch


def is_large(places: QuerySet[Unit] | QuerySet[Subject] | QuerySet[Section]) -> bool:
    return places.count() > MOST_IN_A_TREE


def branch_of(places: QuerySet[Any], parent: TreeNode | None) -> list[PlaceRow]:
    """The places directly under one, each with how many stand directly below it: six queries."""
    rows = rows_of(places.filter(parent=parent))
    counts = places.filter(parent__in=[row.place.pk for row in rows]).order_by().values_list("parent")
    below = dict(counts.annotate(Count("pk")))
    for row in rows:
        row.below = below.get(row.place.pk, 0)
    return rows


def in_tree_order(rows: dict[int, PlaceRow]) -> list[PlaceRow]:
    below: defaultdict[int | None, list[PlaceRow]] = defaultdict(list)
    for row in sorted(rows.values(), key=lambda row: (row.place.position, row.place.name.casefold())):
        parent = row.place.parent_id
        below[parent if parent in rows else None].append(row)
    ordered: list[PlaceRow] = []
    waiting = list(reversed(below[None]))
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting.extend(reversed(below[row.place.pk]))
    return ordered
