"""How it stands with the published pages that a person looks after: their own, and those in the places they are
steward of. Each number is a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.completeness import COMPLETE
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.shared.usefulness.models import Word


@dataclass(frozen=True)
class Concern:
    """`condition` is asked on each request, since it speaks of today."""

    key: str
    condition: Callable[[], Q]
    order: str
    label: Promise
    counted: Promise  # beside its number
    nothing: Promise


def official() -> Q:
    """Endorsed, and in date."""
    in_date = Q(check_by=None) | Q(check_by__gte=timezone.localdate())
    return Q(endorsed_at__isnull=False) & in_date


def overdue() -> Q:
    return Q(check_by__lt=timezone.localdate())


def incomplete() -> Q:
    return Q(published__completeness__lt=COMPLETE)


def owner_has_left() -> Q:
    return Q(owner__is_active=False)


def unanswered() -> Q:
    return Q(pk__in=Word.objects.unanswered().values("item"))


CONCERNS = {
    concern.key: concern
    for concern in (
        Concern("published", Q, "-published_at",
                _("All of them"), _("pages published"), _("Nothing is published yet.")),
        Concern("official", official, "check_by",
                _("Official"), _("official and in date"), _("Nothing is official yet.")),
        Concern("overdue", overdue, "check_by",
                _("Check overdue"), _("waiting to be checked again"), _("Nothing is overdue.")),
        Concern("incomplete", incomplete, "published__completeness",
                _("Not complete"), _("pages that lack something"), _("Every page is complete.")),
        Concern("left", owner_has_left, "unit__path",
                _("Owner has left"), _("owned by somebody who has left"), _("Every owner is still here.")),
        Concern("words", unanswered, "-published_at",
                _("Readers not helped"), _("found not useful, and not answered yet"),
                _("Every reader has been answered.")),
    )
}  # fmt: skip


def cared_for(person: Person) -> ItemQuerySet:
    return Item.objects.looked_after_by(person).visible_to(person).published()


def numbers_of(person: Person) -> dict[str, int]:
    """By the key of each concern, in one question."""
    counts: dict[str, Any] = {
        f"number_{key}": Count("pk", filter=concern.condition() or None) for key, concern in CONCERNS.items()
    }
    found = cared_for(person).order_by().aggregate(**counts)
    return {key: found[f"number_{key}"] for key in CONCERNS}


def concerning(concern: Concern, person: Person) -> ItemQuerySet:
    return cared_for(person).filter(concern.condition()).with_places().order_by(concern.order, "pk")
