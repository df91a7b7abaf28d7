"""What the pages of records list, always within the institutions in the person's care."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.places.permissions import governed
from lubuk.foundation.places.queries import items_within
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.models import Disposal, Hold, RetentionClass
from lubuk.shared.retention.queries import count_by_class, due_items, held_items, in_care_of, proposed_ids


def institutions_of(person: Person) -> QuerySet[Unit]:
    """Whose records the person keeps."""
    ids, roots = governed(person), Unit.objects.roots().order_by("path")
    found: QuerySet[Unit] = roots if ids is None else roots.filter(pk__in=ids)
    return found


def headed_by(person: Person) -> QuerySet[Role]:
    roles: QuerySet[Role] = Role.objects.in_force().filter(
        person=person, name=RoleName.MANAGER, unit__parent=None
    )
    return roles


def holds_of(person: Person) -> QuerySet[Hold]:
    holds = Hold.objects.filter(institution__in=institutions_of(person)).select_related("by", "institution")
    return holds.annotate(count=Count("held", filter=Q(held__released_at=None)))


def disposals_of(person: Person) -> QuerySet[Disposal]:
    """Those of the institutions that the person runs or manages."""
    mine = Q(institution__in=institutions_of(person)) | Q(institution__in=headed_by(person).values("unit"))
    disposals = Disposal.objects.filter(mine).select_related("by", "institution")
    return disposals.annotate(
        count=Count("stubs", distinct=True), said=Count("approvals", distinct=True)
    ).order_by("-pk")


@dataclass(frozen=True)
class Due:
    """How much of a class is over."""

    retention_class: RetentionClass
    count: int


def due_by_class(person: Person) -> list[Due]:
    counts = count_by_class(due_to(person))
    classes = RetentionClass.objects.filter(pk__in=counts)
    return [Due(named, counts[named.pk]) for named in classes]


def due_to(person: Person) -> ItemQuerySet:
    """What the person may read of what is over; what is for named people alone they don't see."""
    return in_care_of(due_items(), person).visible_to(person)


def due_in(person: Person, named: RetentionClass, institution: Unit) -> ItemQuerySet:
    """Ready ones first: withdrawn, under no hold, in no other proposal."""
    of_class = Q(class_id=named.pk, unit__institution=institution)
    items = due_to(person).filter(of_class)
    return (
        items.annotate(held=held_items(), is_proposed=Q(pk__in=proposed_ids()))
        .with_places()
        .order_by("held", "is_proposed", "-phase", "published_at", "pk")
    )


@dataclass(frozen=True)
class Choice:
    """Which items a hold is to take: named by number, or all that fit every condition that is given."""

    numbers: tuple[str, ...] = ()
    unit: Unit | None = None
    subject: Subject | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.unit or self.subject or self.words)

    def items(self, institution: Unit) -> ItemQuerySet:
        """Of the institution, drafts too: a hold that leaves them out would miss what matters."""
        items = Item.objects.filter(unit__institution=institution)
        if self.is_empty:
            return items.none()
        if self.numbers:
            items = items.filter(number__in=self.numbers)
        if self.unit:
            items = items.filter(pk__in=items_within(self.unit).values("pk"))
        if self.subject:
            items = items.filter(pk__in=items_within(self.subject).values("pk"))
        if self.words:
            items = items.filter(pk__in=versions_with(self.words).values("item"))
        return items.select_related("unit").order_by("pk")


def versions_with(words: str) -> QuerySet[Version]:
    """Every version ever kept, published or not: the index knows only what readers see today."""
    found = Version.objects.all()
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word))
    return found
