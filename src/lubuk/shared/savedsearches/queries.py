"""Questions about kept searches, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item

if TYPE_CHECKING:
    pass


class FindQuerySet(models.QuerySet["Find"]):
    def shown_to(self, person: Person) -> Self:
        """Of their own searches, what is published and they may see now; the newest first."""
        seen = Item.objects.visible_to(person).published().order_by().values("pk")
        return self.filter(search__person=person, item__in=seen).order_by("-at", "-pk")

    def since_opened(self) -> Self:
        return self.filter(at__gt=F("search__opened_at"))

    def for_letters(self) -> Self:
        """What stands in no letter yet, of searches that are told by mail."""
        return self.filter(told_at=None, search__alert="daily")


class KeptSearchQuerySet(models.QuerySet["KeptSearch"]):  # type: ignore[name-defined]  # mypy, in the ring
    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def to_be_told(self) -> Self:
        """Those of which somebody wants to hear who has not left."""
        return self.exclude(alert="none").filter(person__is_active=True)
