"""Questions about what rests on what, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item

if TYPE_CHECKING:
    from lubuk.shared.dependents.models import Basis  # noqa: F401 - named in quotes below


class BasisQuerySet(models.QuerySet["Basis"]):
    def outdated(self) -> Self:
        return self.filter(outdated_at__isnull=False)

    def waiting_for(self, person: Reader) -> Self:
        """Published pages in the person's care that have to follow a page they may read.

        Asked of the few that are outdated, one by one: a list of all that one cares for would be made for each page.
        """
        visible = Item.objects.visible_to(person).order_by()
        cared_for = visible.published().looked_after_by(person)
        return self.outdated().filter(
            Exists(cared_for.filter(pk=OuterRef("item"))), Exists(visible.filter(pk=OuterRef("source")))
        )
