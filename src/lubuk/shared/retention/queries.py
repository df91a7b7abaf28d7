"""Which class an item has, until when it must be kept, what is over, what is held, what is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from itertools import batched
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from lubuk.foundation.access.standing import Standing, standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.dates import months_after
from lubuk.foundation.items.kinds.registry import kinds, states_that_count_as
from lubuk.foundation.items.models import Item, Link, Phase
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.places.permissions import governed
from lubuk.foundation.prepared import read_rows
from lubuk.foundation.trail.models import Entry
from lubuk.shared.retention.closing import closed_on, closing_days

if TYPE_CHECKING:
    from lubuk.shared.retention.models import RetentionClass, Stub

AT_ONCE = 5_000  # ids in one question; SQLite takes some 30,000


def rows(model: str) -> Any:
    """By name: models stand above questions in an app, and import their query sets from here."""
    return apps.get_model("retention", model)._default_manager


@dataclass(frozen=True)
class Keeping:
    """Until when an item must be kept, and why."""

    retention_class: RetentionClass
    reason: str  # why it has a class of its own; empty when the class comes with its kind
    since: date | None  # the day the years count from; None while that day has not come
    until: date | None

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until <= timezone.localdate()


def keeping_of(item: Item) -> Keeping | None:
    """None for what has no class, and for drafts that were never published: those are no records yet."""
    own = rows("OwnClass").filter(item=item).select_related("retention_class").first()
    named = own.retention_class if own else class_of_kind(item.kind)
    if named is None or item.published_id is None:
        return None
    since = counted_from(item, named.trigger)
    until = months_after(since, 12 * named.years) if since else None
    return Keeping(named, own.reason if own else "", since, until)


def class_of_kind(kind: str) -> RetentionClass | None:
    known = kinds().get(kind)
    found: RetentionClass | None = (
        rows("RetentionClass").filter(code=known.retention).first() if known and known.retention else None
    )
    return found


def counted_from(item: Item, trigger: str) -> date | None:
    if trigger == "closed":
        return closed_on(item)
    if trigger == "withdrawn":
        at = (
            withdrawals(item.pk).values_list("at", flat=True).first()
            if item.phase == Phase.WITHDRAWN
            else None
        )
    else:
        at = item.published_at if trigger == "published" else last_published(item)
    return timezone.localdate(at) if at else None


def last_published(item: Item) -> datetime | None:
    return item.published.published_at if item.published else None


def withdrawals(item_id: Any) -> Any:
    """Entries of the trail, the last first."""
    states = states_that_count_as(Phase.WITHDRAWN)
    return Entry.objects.filter(item_id=item_id, act="Stepped", to_state__in=states).order_by("-pk")


def unknown_codes() -> dict[str, list[str]]:
    """Codes that packs name and the schedule lacks, each with the names of its kinds."""
    known = set(rows("RetentionClass").values_list("code", flat=True))
    lacking: defaultdict[str, list[str]] = defaultdict(list)
    for kind in kinds().values():
        if kind.retention and kind.retention not in known:
            lacking[kind.retention].append(kind.name)
    return dict(lacking)


def kinds_by_code() -> dict[str, list[str]]:
    """The keys of the kinds that name each code."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in kinds().values():
        if kind.retention:
            found[kind.retention].append(kind.key)
    return dict(found)


def with_class(items: ItemQuerySet) -> ItemQuerySet:
    """Each item with `class_id`: its own class, else its kind's, else None."""
    own = rows("OwnClass").filter(item=OuterRef("pk")).values("retention_class_id")[:1]
    ids = dict(rows("RetentionClass").values_list("code", "pk"))
    of_kinds = [
        When(kind__in=keys, then=Value(ids[code])) for code, keys in kinds_by_code().items() if code in ids
    ]
    by_kind = Case(*of_kinds, default=None, output_field=BigIntegerField())
    return items.annotate(class_id=Coalesce(Subquery(own), by_kind, output_field=BigIntegerField()))


def due_items(on: date | None = None) -> ItemQuerySet:
    """Items, with `class_id`, whose time is over and for which the schedule asks for an act."""
    on = on or timezone.localdate()
    over = (is_over(named, on) for named in rows("RetentionClass").exclude(final_act="keep"))
    recorded = with_class(Item.objects.exclude(published=None)).annotate(
        withdrawn_at=Subquery(withdrawals(OuterRef("pk")).values("at")[:1]), closing_day=closing_days()
    )
    return recorded.filter(reduce(or_, over, Q(pk__in=[])))


COLUMNS = {"published": "published_at", "changed": "published__published_at", "withdrawn": "withdrawn_at"}


def is_over(named: RetentionClass, on: date) -> Q:
    """Published again, what counts from its withdrawal counts anew from the next."""
    last_day = months_after(on, -12 * named.years)
    if named.trigger == "closed":
        return Q(class_id=named.pk, closing_day__gt="", closing_day__lte=last_day.isoformat())
    over = Q(class_id=named.pk, **{f"{COLUMNS[named.trigger]}__lte": end_of(last_day)})
    return over & Q(phase=Phase.WITHDRAWN) if named.trigger == "withdrawn" else over


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def in_care_of(items: ItemQuerySet, person: Reader) -> ItemQuerySet:
    institutions = governed(person)
    return items if institutions is None else items.filter(unit__institution_id__in=institutions)


def count_by_class(items: ItemQuerySet) -> dict[int, int]:
    counted: Any = items.order_by().values_list("class_id").annotate(count=Count("pk"))  # type: ignore[misc]
    return dict(counted)


def held_items() -> Q:
    """Items under a hold in force."""
    return Q(Exists(rows("Held").filter(item=OuterRef("pk"), released_at=None)))


def is_held(item_id: int) -> bool:
    found: bool = rows("Held").filter(item=item_id, released_at=None).exists()
    return found


def all_below(item_ids: Iterable[int]) -> set[int]:
    """Everything that these items hold, over all levels."""
    found: set[int] = set()
    further = set(item_ids)
    while further:
        parts = {part for some in batched(further, AT_ONCE) for part in parts_of(some)}
        further = parts - found
        found |= further
    return found


def parts_of(item_ids: Iterable[int]) -> list[int]:
    ends = Link.objects.parts().filter(source__in=list(item_ids)).order_by()
    return list(ends.values_list("target_id", flat=True))


def proposed_ids() -> Any:
    """Items that stand in a disposal that is still open."""
    return rows("Stub").filter(disposal__stopped_at=None, disposal__carried_out_at=None).values("item_id")


def gone_for(reader: Reader, **which: Any) -> Stub | None:
    """What stays of a destroyed item, for whom it had been published; `which` is item_id or number."""
    ((by, key),) = which.items()
    stubs: type[Stub] = apps.get_model("retention", "Stub")
    gone = f"{stubs._meta.db_table}.destroyed_at IS NOT NULL"
    stub = next(read_rows(stubs, [key], gone, by=by, related=("disposal", "unit")), None)
    return stub if stub and could_see(standing(reader), stub) else None


def could_see(who: Standing, stub: Stub) -> bool:
    institution = stub.unit.institution_id
    if stub.audience == "public" or who.is_administrator or who.is_officer_in(institution):
        return True
    return {
        "institutions": who.is_staff,
        "institution": who.institution_id == institution,
        "unit": stub.unit_id in who.unit_ids | who.managed_units,
    }.get(stub.audience, False)
