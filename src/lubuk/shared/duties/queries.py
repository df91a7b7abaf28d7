"""Questions about must-reads, by name: which hold, whom they mean, what they still wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lubuk.foundation.access.models import Role
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Acknowledgement, Audience, Item, Phase, Significance, Version
from lubuk.foundation.prepared import read_rows

if TYPE_CHECKING:
    from lubuk.shared.duties.models import Duty


class LastWord(NamedTuple):
    """That a person has read this version, and when they said so."""

    number: int
    at: datetime


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self) -> Self:
        return self.filter(ended_at=None, item__phase=Phase.PUBLISHED)

    def meaning(self, person: Reader) -> Self:
        """Those that mean the person: by unit and role, or by name. `people_meant` says the same from the other side."""
        who = standing(person)
        if not who.is_staff:
            return self.none()
        named = self.model.people.through._default_manager.filter(person_id=who.person_id or 0)
        by_role = Q(role="") | Q(role__in=who.role_names)
        return self.filter(Q(pk__in=named.values("duty")) | (Q(unit_id__in=who.unit_ids) & by_role))

    def unread_by(self, person: Reader) -> Self:
        said = Acknowledgement.objects.filter(
            item=OuterRef("item"),
            person_id=standing(person).person_id or 0,
            version__number__gte=OuterRef("needed"),
        )
        return self.annotate(needed=needed(OuterRef("item"))).filter(~Exists(said))

    def waiting_for(self, person: Reader) -> Self:
        """What the person has still to read, the most pressing first."""
        mine = self.open().meaning(person).unread_by(person)
        seen = Item.objects.visible_to(person).order_by().values("pk")
        return mine.filter(item__in=seen).select_related("item").order_by("due", "pk")


def needed(item: Any) -> Coalesce:
    """The number of the published version that changed the matter last: who has read it, or a later one, has read it."""
    telling = Version.objects.filter(item=item, published_at__isnull=False).exclude(
        significance=Significance.MINOR
    )
    return Coalesce(Subquery(telling.order_by("-number").values("number")[:1]), 1)


def needed_of(item: Item) -> int:
    telling = item.versions.filter(published_at__isnull=False).exclude(significance=Significance.MINOR)
    return telling.order_by("-number").values_list("number", flat=True).first() or 1


def counting_versions(item: Item) -> dict[int, int]:
    """The versions that one may have read to have read the item as it is now: number by id."""
    return dict(item.versions.filter(number__gte=needed(item.pk)).values_list("pk", "number"))


def last_word(counting: Mapping[int, int], person: Reader) -> LastWord | None:
    """What the person said last of the item with these `counting_versions`."""
    me = standing(person).person_id
    if me is None or not counting:
        return None
    said = read_rows(Acknowledgement, [*counting], "person_id = %s", [me], by="version")
    words = [LastWord(counting[one.version_id], one.at) for one in said]
    return max(words, default=None)


def people_meant(duties: Iterable[Duty]) -> Q:
    """Colleagues of today, so that who joins a unit is asked as well, and who leaves it is not."""
    meant = Q(pk__in=[])
    for duty in duties:
        if duty.unit is None:
            meant |= Q(pk__in=duty.people.through._default_manager.filter(duty=duty).values("person"))
        elif duty.role:
            holding = Role.objects.in_force().filter(name=duty.role, person=OuterRef("pk"))
            meant |= Q(unit__path__startswith=duty.unit.path) & Q(Exists(holding))
        else:
            meant |= Q(unit__path__startswith=duty.unit.path)
    return meant & Q(is_active=True, unit__isnull=False)


def for_whom(item: Item) -> Q:
    """Of colleagues, those that the page is published to: nobody is asked for what they can't open."""
    if item.audience == Audience.PEOPLE:
        return Q(pk__in=item.named_readers.values("person"))
    if item.audience == Audience.UNIT:
        return Q(unit__path__startswith=item.unit.path)
    if item.audience == Audience.INSTITUTION:
        return Q(unit__institution_id=item.unit.institution_id)
    return Q()


def readers_of(item: Item, duties: Iterable[Duty]) -> QuerySet[Person]:
    return Person.objects.filter(people_meant(duties), for_whom(item)).order_by("name", "pk")
