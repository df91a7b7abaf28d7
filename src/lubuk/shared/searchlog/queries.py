"""Questions about what was looked for, by name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Avg, Count, Max, Q

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.places.permissions import governed

if TYPE_CHECKING:
    from lubuk.shared.searchlog.models import Lookup  # noqa: F401 - named in quotes below

SLOW = 500  # milliseconds: from here on a person notices that they wait

NOTHING_FOUND = Q(found=0, filters="")  # what a filter left out is there
NOTHING_OPENED = Q(found__gt=0, opened=None)


class LookupQuerySet(models.QuerySet["Lookup"]):
    def in_care_of(self, officer: Reader) -> Self:
        """Those of their institution, and those of visitors, who have none."""
        institutions = governed(officer)
        if institutions is None:
            return self
        return self.filter(Q(institution__in=institutions) | Q(institution=None))

    def since(self, day: date) -> Self:
        return self.filter(on__gte=day)

    def by_words(self) -> Self:
        """One row for each words, with its numbers; the order is the caller's."""
        return self.order_by().values("words").annotate(**NUMBERS)  # type: ignore[return-value]


NUMBERS = {
    "searches": Count("pk"),
    "nothing": Count("pk", filter=NOTHING_FOUND),
    "unopened": Count("pk", filter=NOTHING_OPENED),
    "slow": Count("pk", filter=Q(took__gte=SLOW)),
    "slowest": Max("took"),
    "usual": Avg("took"),
    "place": Avg("opened", filter=Q(opened__gt=0)),
    "last": Max("on"),
}
