"""Questions about what rests on what, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item

if TYPE_CHECKING:
    from lubuk.shared.dependents.models import Basis  # noqa: F401 - named in quotes below


class BasisQuerySet(models.QuerySet["Basis"]):
    def outdated(self) -> Self:
        return self.filter(outdated_at__isnull=False)

    def waiting_for(self, person: Reader) -> Self:
        """Published pages in the person's care that have to follow a page they may read."""
        cared_for = (
            Item.objects.published().looked_after_by(person).visible_to(person).order_by().values("pk")
        )
        return self.outdated().filter(
            item__in=cared_for, source__in=Item.objects.visible_to(person).order_by().values("pk")
        )
