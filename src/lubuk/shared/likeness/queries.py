"""Questions about pairs, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.places.permissions import governed

if TYPE_CHECKING:
    from lubuk.shared.likeness.models import Glance, Pair  # noqa: F401 - named in quotes below


class PairQuerySet(models.QuerySet["Pair"]):
    def unsettled(self) -> Self:
        """Nobody has said yet what the two are to each other, neither here nor by a link."""
        ends = Q(source=OuterRef("first"), target=OuterRef("second"))
        ends |= Q(source=OuterRef("second"), target=OuterRef("first"))
        said = Link.objects.filter(ends).exclude(meaning=Link.MENTIONS)
        return self.filter(~Exists(said), settled_at=None)

    def shown_to(self, person: Reader) -> Self:
        """Of published pages both of which the person may see, one at least in their care."""
        seen = Item.objects.published().visible_to(person).order_by()
        pairs = self.filter(first__in=seen.values("pk"), second__in=seen.values("pk"))
        institutions = governed(person)
        if institutions is None:
            return pairs
        mine = Q(first__unit__institution_id__in=institutions)
        return pairs.filter(mine | Q(second__unit__institution_id__in=institutions))


class GlanceQuerySet(models.QuerySet["Glance"]):
    def unseen(self) -> ItemQuerySet:
        """Published items whose text of today nobody has compared yet."""
        compared = self.filter(item=OuterRef("pk"), version_id=OuterRef("published_id"))
        return Item.objects.published().filter(~Exists(compared))
